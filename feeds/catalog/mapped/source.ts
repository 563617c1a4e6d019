/** The `mapped` catalog: products out of a shop's own tables, by a mapping that says where what stands. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { type Clock, type Database, openDatabase } from '../../../src/kernel.js'
import type { Catalog } from '../contract.js'
import { checkShop } from './check.js'
import type { Mapping } from './mapping.js'
import type { Mistake } from './mistake.js'
import type { Clocks } from './slot.js'
import { type ColumnsBySource, columnsOfAll } from './source-columns.js'
import { createInstants } from './values/instant.js'
import { MappedView } from './view.js'

export { validateMapping } from './validate.js'

/** Connections at most to a database that the mapping names. */
const poolSize = 3

export interface MappedCatalogOptions {
  /** Ours: where the shop's tables are unless the mapping names another database. */
  readonly database: Database
  /** Without mistakes, as `validateMapping` tells them. */
  readonly mapping: Mapping
  readonly store: string
  readonly clock?: Clock
}

/**
 * A catalog on the shop's own tables, which are only read. What the mapping says of them is believed until a query
 * fails; `checkMapping` tells beforehand. Tables of an engine without transactions (MyISAM) are read as they are at
 * the moment: for them `still` promises nothing.
 */
export function mappedCatalog(options: MappedCatalogOptions): Catalog {
  const { mapping, store, clock = { now: () => Date.now() } } = options
  const hash = createHash('sha256').update(store).update(textOf(mapping)).digest('base64url')
  const clocks: Clocks = { local: createInstants(mapping.timeZone ?? 'UTC'), utc: createInstants('UTC') }
  let opened: Promise<Database> | undefined
  let columns: Promise<ColumnsBySource> | undefined

  const open = (): Promise<Database> => {
    if (mapping.database === undefined) return Promise.resolve(options.database)
    opened ??= openShop(mapping.database)
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }

  async function viewOf(knex: Knex, kind: Database['kind']): Promise<MappedView> {
    const shop = { knex, kind, mapping }
    columns ??= columnsOfAll(shop)
    columns.catch(() => {
      columns = undefined
    })
    return new MappedView({ shop, columns: await columns, clocks, nowAt: clock.now(), hash })
  }

  const now = async (): Promise<MappedView> => {
    const { knex, kind } = await open()
    return viewOf(knex, kind)
  }

  return {
    ordersByItself: true,
    page: async (after, limit, filter, signal) => (await now()).page(after, limit, filter, signal),
    fingerprint: async (signal) => (await now()).fingerprint(signal),
    find: async (id, signal) => (await now()).find(id, signal),
    async *groupIds(signal) {
      yield* (await now()).groupIds(signal)
    },
    hasBrand: async (brand) => (await now()).hasBrand(brand),
    hasCategory: async (id) => (await now()).hasCategory(id),
    rates: async () => (await now()).rates(),
    async still(work) {
      const { kind, still } = await open()
      return still(async (knex) => work(await viewOf(knex, kind)))
    },
    async close() {
      const database = await opened?.catch(() => undefined)
      opened = undefined
      await database?.close()
    },
  }
}

const openShop = (address: string): Promise<Database> => openDatabase(address, { poolSize, isReadOnly: true })

/**
 * What of a mapping is not as it says in the database it is about, all at once; `ours` as in `mappedCatalog`.
 * Throws what the driver throws where the database does not answer.
 */
export async function checkMapping(mapping: Mapping, ours: Database): Promise<readonly Mistake[]> {
  const database = mapping.database === undefined ? ours : await openShop(mapping.database)
  try {
    return await checkShop({ knex: database.knex, kind: database.kind, mapping })
  } finally {
    if (database !== ours) await database.close()
  }
}

/** A mapping as a text that tells it from every other; functions by what they say. */
function textOf(mapping: Mapping): string {
  return JSON.stringify(mapping, (_, value: unknown) => (typeof value === 'function' ? String(value) : value))
}
