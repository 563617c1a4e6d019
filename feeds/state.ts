/** The working parts of the feeds module, made once per Storecast. */
import { AppError, type Host, SHOP } from '../src/kernel.js'
import type { Catalog } from './catalog/contract.js'
import { createProof } from './catalog-proof.js'
import { readChannel } from './channel-settings.js'
import type { Channel } from './engine/channel.js'
import { type Feed, feedOf } from './engine/feed.js'
import { createForget } from './engine/forget.js'
import type { PriceHook } from './engine/item-view.js'
import { createKeep } from './engine/keep.js'
import { createFolderStore } from './engine/objects/folder-store.js'
import { answerWithin } from './engine/patience.js'
import { createRefresh, type Outcome, type RefreshOptions } from './engine/refresh.js'
import { createServe } from './engine/serve.js'
import { createShelf } from './engine/shelf.js'
import { listPublished } from './engine/snapshots.js'
import { createSweep } from './engine/sweep.js'
import { createTidy } from './engine/tidy.js'
import { createTroubles } from './engine/troubles.js'
import { tooSlow } from './engine/walk.js'
import { createWorkshop } from './engine/workshop.js'
import { createFeedIds } from './feed-ids.js'
import type { OpenedCatalog } from './open-catalog.js'
import { createRecipes } from './recipes.js'
import { DEMO, XML_FEEDS } from './settings.js'
import { createVet } from './vet.js'

export interface FeedsOptions {
  readonly channels: readonly Channel[]
  /** Called once per store. */
  catalogOf(host: Host, store: string): OpenedCatalog
  /** The demo's tokens are printed at start, and its links lead to this process where no shop address is set. */
  readonly isDemo: boolean
  readonly price?: PriceHook | undefined
  /** Takes away what else the demo left, when a shop's own catalog comes; it may be asked again. */
  readonly leaveDemo?: ((host: Host) => Promise<void>) | undefined
  /** The file that says all this, where there is one; feeds are built anew when its version changes. */
  readonly origin?: { readonly name: string; readonly version: string } | undefined
}

export type FeedsState = ReturnType<typeof createState>

const megabyte = 1024 * 1024
const dayMs = 86_400_000

export function createState(host: Host, options: FeedsOptions) {
  const { channels, catalogOf, isDemo } = options
  const catalogs = new Map(host.stores.map((store) => [store, catalogOf(host, store)]))
  const catalog = (store: string): Catalog => {
    const found = catalogs.get(store)?.catalog
    if (!found) throw new AppError('STORE_UNKNOWN', 'missing', 'There is no such store.')
    return found
  }
  const proof = createProof((store) => catalogs.get(store)?.doubts)
  const objects = createFolderStore(host.dataFolder)
  const { recipeOf, glanceAt } = createRecipes({
    host,
    catalogOf: catalog,
    channels,
    proveCatalog: proof,
    addressUnlessSet,
    price: options.price,
    version: options.origin?.version,
  })
  const troubles = createTroubles(host.problems)
  const forget = createForget({ host, objects })
  const sweep = createSweep({ host, forget })
  const refresh = createRefresh({ host, objects, recipeOf, tidy: createTidy({ host, objects }), troubles })
  const keep = createKeep({ host, troubles })
  const workshop = createWorkshop(refreshWithinBounds, host.clock)
  const rounds = new Set<Promise<void>>()
  const shelf = createShelf(host)
  const vet = createVet(host, catalog)
  const serve = createServe({ host, shelf, objects, workshop, troubles, vet })

  /** Whoever adds a filtered feed makes room for it at once: fetches may ask for more of them than a disk holds. */
  async function refreshWithinBounds(feed: Feed, options?: RefreshOptions): Promise<Outcome> {
    const outcome = await refresh(feed, options)
    if (outcome.state === 'published' && feed.query) await keepBounds(feed.store)
    return outcome
  }

  async function keepBounds(store: string): Promise<void> {
    const settings = await host.registry.read(XML_FEEDS, store)
    try {
      await sweep(store, {
        mostFeeds: settings.MAX_FILTERED_FEEDS,
        mostBytes: settings.MAX_FILTERED_DISK_MB * megabyte,
        forgetAfterMs: settings.FORGET_FILTERED_AFTER_DAYS * dayMs,
      })
    } catch (err) {
      host.log.warn(
        { err, store },
        'filtered feeds beyond their bounds could not be removed; tried again later',
      )
    }
  }

  /** A command knows no port: it takes the address at which the demo was served last. */
  async function addressUnlessSet(): Promise<string | undefined> {
    if (!isDemo) return undefined
    return (await host.registry.read(DEMO, 'default')).ADDRESS ?? host.publicUrl
  }

  /** Gives up like a page, so that a database which hangs does not keep a start from ending. */
  async function proveCatalog(store: string): Promise<void> {
    const limitMs = (await host.registry.read(XML_FEEDS, store)).PAGE_LIMIT_SECONDS * 1_000
    await answerWithin(
      limitMs,
      host.closing,
      () => proof(store),
      () => tooSlow('its tables', limitMs),
    )
  }

  async function feedFrom(store: string, channel: string, query: URLSearchParams): Promise<Feed> {
    return feedOf(store, channel, query, (await host.registry.read(SHOP, store)).CURRENCY)
  }

  async function enabledChannels(store: string): Promise<readonly Channel[]> {
    const settings = await Promise.all(channels.map((channel) => readChannel(host.registry, store, channel)))
    return channels.filter((_, at) => settings[at]?.isEnabled)
  }

  /** A brand or category that is gone takes its feeds along: what they would hold is nothing. */
  async function refreshOrForget(feed: Feed): Promise<void> {
    try {
      await vet(feed)
      await workshop.refresh(feed)
    } catch (error) {
      if (error instanceof AppError && error.code === 'FEED_PARAMETER') await forget(feed).catch(() => {})
    }
  }

  /** Looks at every enabled feed of a store: the whole ones, and the filtered ones that somebody still fetches. */
  function refreshAll(store: string): Promise<void> {
    const round = goRound(store).finally(() => rounds.delete(round))
    rounds.add(round)
    return round
  }

  async function goRound(store: string): Promise<void> {
    await keepBounds(store)
    const enabled = new Set((await enabledChannels(store)).map(({ name }) => name))
    const filtered = (await listPublished(host.database.knex, store))
      .map(({ feed }) => feed)
      .filter(({ channel, query }) => query && enabled.has(channel))
    const whole = await Promise.all([...enabled].map((name) => feedFrom(store, name, new URLSearchParams())))
    // One after the other, and each failure told by itself: a broken feed must not keep the others from being built.
    for (const feed of [...whole, ...filtered]) {
      if (host.closing.aborted) return
      await refreshOrForget(feed)
    }
    await troubles.forgetOthers(store, filtered)
  }

  /** Nothing runs any more that would need the database. */
  async function idle(): Promise<void> {
    await Promise.allSettled(rounds)
    await workshop.idle()
    await shelf.idle()
  }

  /** Ends what the catalogs opened; behind `idle`. */
  async function close(): Promise<void> {
    // One catalog may serve several stores.
    for (const each of new Set([...catalogs.values()].map((opened) => opened.catalog))) await each.close?.()
  }

  return {
    host,
    channels,
    isDemo,
    catalog,
    recipeOf,
    glanceAt,
    proveCatalog,
    origin: options.origin,
    leaveDemoElsewhere: options.leaveDemo,
    isProvable: (store: string) => catalogs.get(store)?.doubts !== undefined,
    addressUnlessSet,
    objects,
    feedIds: createFeedIds({ host, channels, objects }),
    workshop,
    keep,
    serve,
    forget,
    vet,
    feedFrom,
    enabledChannels,
    refreshAll,
    idle,
    close,
  }
}
