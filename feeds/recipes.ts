/** Reading a feed's recipe: registry, catalog and channel table, brought together at one moment. */
import { createHash } from 'node:crypto'
import { AppError, type Host, SHOP } from '../src/kernel.js'
import type { Catalog } from './catalog/contract.js'
import type { Channel } from './engine/channel.js'
import { createExchange } from './engine/exchange.js'
import type { ItemView } from './engine/item-view.js'
import { createItemWriter } from './engine/item-writer.js'
import { answerWithin } from './engine/patience.js'
import type { RecipeOf } from './engine/recipe.js'
import { tooSlow } from './engine/walk.js'
import { channelSettings, TRACKING, XML_FEEDS } from './settings.js'

export interface RecipeParts {
  readonly host: Pick<Host, 'registry' | 'clock'>
  readonly catalogOf: (store: string) => Catalog
  readonly channels: readonly Channel[]
  readonly addressUnlessSet?: string
}

// Part of every basis: raise it when the same table and settings would give other bytes than before.
const rulesVersion = 1

export function createRecipes({
  host: { registry, clock },
  catalogOf,
  channels,
  addressUnlessSet,
}: RecipeParts): RecipeOf {
  return async (feed, signal) => {
    const channel = channels.find(({ name }) => name === feed.channel)
    if (!channel) throw new AppError('FEED_UNKNOWN', 'missing', `There is no channel ${feed.channel}.`)
    const { store } = feed
    const [shop, feeds, tracking] = await Promise.all([
      registry.read(SHOP, store),
      registry.read(XML_FEEDS, store),
      registry.read(TRACKING, store),
    ])
    const catalog = catalogOf(store)
    const pageLimitMs = feeds.PAGE_LIMIT_SECONDS * 1_000
    const ask = <T>(what: string, question: () => Promise<T>) =>
      answerWithin(pageLimitMs, signal, question, () => tooSlow(what, pageLimitMs))
    // Before the build looks at the catalog: what changes in between is then built once more, never missed.
    const catalogState = await ask('its fingerprint', () => catalog.fingerprint(signal))
    const rates = await ask('its rates', async () => catalog.rates?.())
    const settings = channelSettings[channel.name]?.(feeds, tracking)
    const builtAt = clock.now()
    const shopAddress = shop.ADDRESS ?? addressUnlessSet
    const currency = feed.filter.curr ?? shop.CURRENCY
    const view: ItemView = {
      idPrefix: settings?.idPrefix ?? '',
      shopAddress,
      timeZone: shop.TIME_ZONE,
      builtAt,
      usesCustomPrice: settings?.usesCustomPrice ?? false,
      convert: createExchange(shop.CURRENCY, currency, rates ?? new Map()),
    }
    const about = {
      title: shop.NAME,
      link: shopAddress ?? '',
      description: `${shop.NAME}: products for ${channel.title}`,
    }
    const { builtAt: _, convert: __, ...settled } = view
    return {
      catalog,
      writer: createItemWriter(channel, view, about),
      basis: digest([rulesVersion, catalogState, feed.query, currency, settled, about, tableOf(channel)]),
      builtAt,
      guard: { maxDropPercent: feeds.GUARD_MAX_DROP_PERCENT, fromItems: feeds.GUARD_FROM_ITEMS },
      pageLimitMs,
    }
  }
}

// A shop's own field is code: its text is the nearest thing to a version of it.
function tableOf({ fields }: Channel): unknown {
  return fields.map(({ read, ...table }) => [table, String(read)])
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
