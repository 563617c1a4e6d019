/** Reading a feed's recipe: registry, catalog and channel table, brought together at one moment. */
import { createHash } from 'node:crypto'
import { AppError, type Host, SHOP } from '../src/kernel.js'
import type { Catalog } from './catalog/contract.js'
import { readChannel } from './channel-settings.js'
import type { Channel } from './engine/channel.js'
import { createExchange } from './engine/exchange.js'
import type { Feed } from './engine/feed.js'
import type { ItemView, PriceHook } from './engine/item-view.js'
import { createItemWriter } from './engine/item-writer.js'
import { answerWithin } from './engine/patience.js'
import type { Recipe, RecipeOf } from './engine/recipe.js'
import { tooSlow } from './engine/walk.js'
import { ownPrice } from './own-price.js'
import { XML_FEEDS } from './settings.js'

export interface RecipeParts {
  readonly host: Pick<Host, 'registry' | 'clock'>
  readonly catalogOf: (store: string) => Catalog
  readonly channels: readonly Channel[]
  /** Throws where the catalog cannot be read as it is configured. */
  readonly proveCatalog: (store: string) => Promise<void>
  /** Where links lead that are relative, while no shop address is set. */
  readonly addressUnlessSet: () => Promise<string | undefined>
  readonly price?: PriceHook | undefined
  /** Changes with what the shop's own code cannot show by its functions' texts. */
  readonly version?: string | undefined
}

/** All of a recipe that a look at single products needs. */
export type Glance = Omit<Recipe, 'basis' | 'guard'>

export interface Recipes {
  readonly recipeOf: RecipeOf
  /** Without the catalog's fingerprint, which takes longer the more products there are. */
  readonly glanceAt: (feed: Feed, signal: AbortSignal) => Promise<Glance>
}

// Part of every basis: raise it when the same table and settings would give other bytes than before.
const rulesVersion = 2

export function createRecipes({
  host: { registry, clock },
  catalogOf,
  channels,
  proveCatalog,
  addressUnlessSet,
  price,
  version,
}: RecipeParts): Recipes {
  async function read(
    feed: Feed,
    signal: AbortSignal,
    fingerprintOf: (catalog: Catalog) => Promise<string>,
  ): Promise<Recipe> {
    const channel = channels.find(({ name }) => name === feed.channel)
    if (!channel) throw new AppError('FEED_UNKNOWN', 'missing', `There is no channel ${feed.channel}.`)
    const { store } = feed
    const [shop, feeds, settings] = await Promise.all([
      registry.read(SHOP, store),
      registry.read(XML_FEEDS, store),
      readChannel(registry, store, channel),
    ])
    const catalog = catalogOf(store)
    const pageLimitMs = feeds.PAGE_LIMIT_SECONDS * 1_000
    const ask = <T>(what: string, question: () => Promise<T>) =>
      answerWithin(pageLimitMs, signal, question, () => tooSlow(what, pageLimitMs))
    await ask('its tables', () => proveCatalog(store))
    // Before the build looks at the catalog: what changes in between is then built once more, never missed.
    const catalogState = await ask('its fingerprint', () => fingerprintOf(catalog))
    const rates = await ask('its rates', async () => catalog.rates?.())
    const builtAt = clock.now()
    const shopAddress = shop.ADDRESS ?? (await addressUnlessSet())
    const currency = feed.filter.curr ?? shop.CURRENCY
    const view: ItemView = {
      idPrefix: settings.idPrefix,
      shopAddress,
      timeZone: shop.TIME_ZONE,
      country: shop.COUNTRY,
      builtAt,
      usesCustomPrice: settings.usesCustomPrice,
      priceOf: price && ownPrice(price, channel.name),
      convert: createExchange(shop.CURRENCY, currency, rates ?? new Map()),
    }
    const texts = {
      title: shop.NAME,
      link: shopAddress ?? '',
      description: `${shop.NAME}: products for ${channel.title}`,
    }
    const { builtAt: _, convert: __, priceOf: ___, ...settled } = view
    const own = [tableOf(channel), price && String(price), version]
    return {
      catalog,
      writer: createItemWriter(channel, view, texts),
      basis: digest([rulesVersion, catalogState, feed.query, currency, settled, texts, own]),
      builtAt,
      guard: { maxDropPercent: feeds.GUARD_MAX_DROP_PERCENT, fromItems: feeds.GUARD_FROM_ITEMS },
      ignoresCaseOfIds: channel.ignoresCaseOfIds === true,
      pageLimitMs,
    }
  }

  return {
    recipeOf: (feed, signal) => read(feed, signal, (catalog) => catalog.fingerprint(signal)),
    glanceAt: (feed, signal) => read(feed, signal, async () => ''),
  }
}

// A shop's own field is code: its text is the nearest thing to a version of it.
function tableOf({ fields }: Channel): unknown {
  return fields.map(({ read, of, minds, ...table }) => [table, String(read), String(of), String(minds)])
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
