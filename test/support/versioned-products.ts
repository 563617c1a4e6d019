/** Products of our own catalog tables whose every cell says which version of the catalog it belongs to. */
import type { Database } from '../../src/kernel.js'
import type { ReadFeed } from './feed.js'

export interface VersionedProducts {
  readonly count: number
  /** Writes version 1; twice is the same as once. */
  make(): Promise<void>
  /** Changes all products at once, in one transaction: their texts, and how many of them are for sale. */
  moveTo(version: number): Promise<void>
}

const table = 'storecast_catalog_products'

/** Of `count` products version `v` has v % 7 without an image, and no feed takes those. */
export function versionedProducts(database: Database, count: number): VersionedProducts {
  const { knex } = database
  const at = async () => Number((await knex.select({ now: database.nowMs }))[0].now)
  return {
    count,
    async make() {
      const now = await at()
      const rows = Array.from({ length: count }, (_, n) => ({
        store: 'default',
        id: `p${String(n).padStart(6, '0')}`,
        title: 'Version 1',
        description: `Version 1 of product ${n}: `.padEnd(600, `${n} words about it, `),
        link: `/p/${n}`,
        quantity: 5,
        currency: 'EUR',
        price: 1_000 + n,
        brand: 'Version 1',
        updated_at: now - 60_000,
      }))
      for (let from = 0; from < rows.length; from += 50) {
        await knex(table)
          .insert(rows.slice(from, from + 50))
          .onConflict(['store', 'id'])
          .ignore()
      }
      await this.moveTo(1)
    },
    async moveTo(version) {
      const now = await at()
      const text = `Version ${version}`
      await database.transaction(async (trx) => {
        const all = () => trx(table).where({ store: 'default' })
        await all().update({ title: text, brand: text, image_link: '/i/any.jpg', updated_at: now })
        const without = await all()
          .orderBy('id')
          .limit(version % 7)
          .pluck('id')
        await all().whereIn('id', without).update({ image_link: null })
      })
    },
  }
}

/** The one version that all items of a feed are of; throws where it holds two, or not all of one. */
export function versionOf(items: ReadFeed['items'], count: number): number {
  const versions = new Set(items.flatMap((item) => [item['g:title'] ?? item.title, item['g:brand']]))
  if (versions.size !== 1) throw new Error(`One feed of several versions: ${[...versions].join(', ')}`)
  const version = Number(/^Version (\d+)$/.exec(String([...versions][0]))?.[1])
  if (items.length !== count - (version % 7)) {
    throw new Error(`Version ${version} has ${count - (version % 7)} items, and the feed ${items.length}`)
  }
  return version
}
