/** Builds a feed of any products in memory, and keeps what became of each of them. */
import { gunzipSync } from 'node:zlib'
import type { Catalog } from '../../feeds/catalog/contract.js'
import type { Product } from '../../feeds/catalog/product.js'
import { build } from '../../feeds/engine/build.js'
import type { Channel } from '../../feeds/engine/channel.js'
import { createExchange } from '../../feeds/engine/exchange.js'
import { canonical } from '../../feeds/engine/feed.js'
import type { Finding } from '../../feeds/engine/finding.js'
import { createItemWriter, type ItemWriter } from '../../feeds/engine/item-writer.js'
import type { Tally } from '../../feeds/engine/tally.js'
import { memoryObjects } from './memory-objects.js'
import { shopTexts, viewOf } from './view.js'

/** The feed's one currency. */
export const currency = 'EUR'
const convert = createExchange(
  currency,
  currency,
  new Map([
    ['USD', '1.1'],
    ['JPY', '160'],
    ['KWD', '0.33'],
  ]),
)

/** A catalog in pages of this size, with a list of its groups or without. */
function catalogOf(products: readonly Product[], pageSize: number, listsGroups: boolean): Catalog {
  const catalog: Catalog = {
    page: async (after, limit) =>
      products.slice(Number(after ?? 0), Number(after ?? 0) + Math.min(limit, pageSize)),
    fingerprint: async () => '1',
  }
  if (!listsGroups) return catalog
  return {
    ...catalog,
    async *groupIds() {
      for (const { id, groupId } of products) if (groupId !== undefined && groupId !== id) yield [groupId]
    },
  }
}

/** What became of one product. */
export interface Fate {
  readonly product: Product
  readonly item: string | undefined
  readonly findings: readonly Finding[]
}

/** The writer, and a look over its shoulder. */
function watched(writer: ItemWriter, fates: Fate[]): ItemWriter {
  return {
    head: writer.head,
    tail: writer.tail,
    groupIdOf: (groupId) => writer.groupIdOf(groupId),
    write(product, tell, family) {
      const findings: Finding[] = []
      const item = writer.write(
        product,
        (finding) => {
          findings.push(finding)
          tell(finding)
        },
        family,
      )
      fates.push({ product, item, findings })
      return item
    },
  }
}

/** A writer of its own, for a shop that has rates for dollars, yen and dinars. */
export const writerFor = (channel: Channel, idPrefix = ''): ItemWriter =>
  createItemWriter(channel, viewOf({ idPrefix, convert }), shopTexts)

/** What a writer makes of a product that has no family. */
export function fateOf(writer: ItemWriter, product: Product): Fate {
  const findings: Finding[] = []
  const item = writer.write(product, (finding) => findings.push(finding))
  return { product, item, findings }
}

/** A feed as it was stored, and what became of each product on the way. */
export interface Built {
  readonly xml: string
  readonly sha256: string
  readonly fates: readonly Fate[]
  readonly tally: Tally
}

/** Builds as the product does, in memory. */
export async function feedOf(
  channel: Channel,
  products: readonly Product[],
  idPrefix = '',
  pageSize = 500,
  listsGroups = false,
): Promise<Built> {
  const objects = memoryObjects()
  const fates: Fate[] = []
  const writer = writerFor(channel, idPrefix)
  const feed = canonical('default', channel.name, {})
  const { object, tally } = await build({
    feed,
    catalog: catalogOf(products, pageSize, listsGroups),
    writer: watched(writer, fates),
    objects,
    folder: 'any',
    builtAt: viewOf().builtAt,
    ignoresCaseOfIds: channel.ignoresCaseOfIds ?? false,
    pageLimitMs: 60_000,
    signal: new AbortController().signal,
  })
  return { xml: gunzipSync(objects.bytes).toString(), sha256: object.sha256, fates, tally }
}
