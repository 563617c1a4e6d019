/** `storecast feed list`: what is published, how old and how large it is, and what it does not tell. */
import type { Command } from '../../src/kernel.js'
import { nameOf } from '../engine/feed.js'
import { listPublished } from '../engine/snapshots.js'
import type { FeedsState } from '../state.js'
import { countLines } from './finding-lines.js'

export const listCommand: Command<FeedsState> = {
  name: 'feed list',
  summary: 'List the published feeds of a store.',
  async run({ host }, _operands, options, terminal) {
    const published = await listPublished(host.database.knex, String(options.store ?? 'default'))
    if (published.length === 0) terminal.say('Nothing is published yet: storecast feed build')
    for (const { feed, snapshot, changedAt, checkedAt } of published) {
      terminal.say(nameOf(feed))
      terminal.say(
        `  ${snapshot.items} items, ${snapshot.leftOut} left out, ${Math.ceil(snapshot.packedBytes / 1024)} KB packed`,
      )
      terminal.say(
        `  changed ${new Date(changedAt).toISOString()}, checked ${new Date(checkedAt).toISOString()}`,
      )
      for (const line of countLines(snapshot.report.counts)) terminal.say(`  ${line}`)
    }
    terminal.give(published)
    return 0
  },
}
