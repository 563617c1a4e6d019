/** From the demo to a shop of one's own: what the demo set and published goes, what a person changed stays. */
import { demoSettings, setByDemo } from './demo-settings.js'
import { listPublished } from './engine/snapshots.js'
import { DEMO } from './settings.js'
import type { FeedsState } from './state.js'

const changesRead = 1_000

/** Does nothing where the demo never was; may run again, and in two processes. */
export async function leaveDemo({ host, channels, forget, leaveDemoElsewhere }: FeedsState): Promise<void> {
  const { registry, database, log } = host
  if (!(await registry.read(DEMO, 'default')).IS_PLANTED) return
  const changes = await registry.changes('default', changesRead)
  for (const { group, key } of demoSettings(channels)) {
    const last = changes.find((change) => change.group === group && change.key === key)
    if (last?.by === setByDemo) await registry.unset('default', group, key, setByDemo)
  }
  // The guard would otherwise hold the shop's first feed against the demo's last one.
  for (const { feed } of await listPublished(database.knex, 'default')) await forget(feed)
  await leaveDemoElsewhere?.(host)
  // The mark goes last, so that a start that ended in the middle is made up for by the next one.
  for (const key of ['ADDRESS', 'IS_PLANTED']) await registry.unset('default', DEMO.name, key, setByDemo)
  log.info('the demo shop has left this database')
}
