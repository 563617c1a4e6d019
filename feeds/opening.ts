/** What a server does before its first build: it says what keeps the catalog from being read, and ends only where there is nothing to serve. */
import { CatalogDoubted } from './catalog-proof.js'
import { setByDemo } from './demo-settings.js'
import { listPublished } from './engine/snapshots.js'
import { DEMO } from './settings.js'
import type { FeedsState } from './state.js'

/** Throws where a mapping does not fit and no feed was ever published; else the last good feeds are served. */
export async function openFeeds(state: FeedsState): Promise<void> {
  if (state.isDemo) await rememberAddress(state)
  const doubts = await Promise.all(state.host.stores.map((store) => doubtOf(state, store)))
  const doubt = doubts.find((each) => each !== undefined)
  if (doubt !== undefined && !(await isAnyPublished(state))) throw doubt
}

/** A database that merely does not answer is no doubt: builds say so, and go on by themselves when it is back. */
async function doubtOf(state: FeedsState, store: string): Promise<CatalogDoubted | undefined> {
  if (!state.isProvable(store)) return undefined
  try {
    await state.proveCatalog(store)
  } catch (err) {
    state.host.log.error({ err, store }, 'the catalog cannot be read; what is published is served')
    if (err instanceof CatalogDoubted) return err
  }
  return undefined
}

async function isAnyPublished({ host: { database, stores } }: FeedsState): Promise<boolean> {
  for (const store of stores) if ((await listPublished(database.knex, store)).length > 0) return true
  return false
}

/** A command does not know on which port the server listens, and would write other links into the demo's feeds. */
async function rememberAddress({ host: { registry, publicUrl } }: FeedsState): Promise<void> {
  const known = (await registry.list('default')).find(
    ({ group, key }) => group === DEMO.name && key === 'ADDRESS',
  )
  if (known?.value === publicUrl || known?.source === 'environment') return
  await registry.set('default', DEMO.name, 'ADDRESS', publicUrl, { by: setByDemo })
}
