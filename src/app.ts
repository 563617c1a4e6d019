/** The composition root: the only file that names the feeds and the plugins. */
import type { Router } from 'express'
import { type FeedsApi, feedsApi } from '../feeds/api.js'
import type { Catalog } from '../feeds/catalog/contract.js'
import { demoStore } from '../feeds/catalog/demo/shop.js'
import { sqlCatalog } from '../feeds/catalog/sql/source.js'
import { channels } from '../feeds/channels/index.js'
import { demoModule } from '../feeds/demo.js'
import { type Channel, feedsModule } from '../feeds/index.js'
import type { FeedsState } from '../feeds/state.js'
import { assemble, type Kernel, type KernelOptions } from './kernel/assembly.js'
import type { Module } from './kernel/module.js'
import type { Registry } from './kernel/registry/registry.js'

/** Every option has a default; all mistakes are reported at once. */
export interface StorecastOptions extends KernelOptions {
  /**
   * Where products come from: `sql`, the tables `storecast_catalog_…` in the database (the default);
   * `demo`, a made-up shop; a catalog of your own; or one per store.
   */
  readonly catalog?: 'sql' | 'demo' | Catalog | ((store: string) => Catalog)
  /** The feeds there are; the Google and Facebook channels unless given. */
  readonly channels?: readonly Channel[]
  /** Further modules, made with `defineModule`. */
  readonly modules?: readonly Module[]
  /** Whether this process runs schedules and builds; true unless given. */
  readonly background?: boolean
}

/** What one store offers a host program. */
export interface StoreFace {
  readonly feeds: FeedsApi
}

export interface Storecast extends StoreFace {
  /** Mount it under any path of an Express app; addresses that are not ours are passed on untouched. */
  readonly router: Router
  readonly registry: Registry
  /** The same for another store of this process. */
  store(key: string): StoreFace
  /** Drains and ends everything that `createStorecast` started. */
  close(): Promise<void>
}

/** The modules of one Storecast, in the order in which they start. */
export function modulesOf({
  catalog = 'sql',
  channels: chosen = channels,
  modules = [],
}: StorecastOptions): readonly Module[] {
  const feeds = feedsModule({
    channels: chosen,
    isDemo: catalog === 'demo',
    catalogOf(host, store) {
      if (typeof catalog === 'function') return catalog(store)
      if (typeof catalog === 'object') return catalog
      // The demo's rows stand under a store of their own, so that they never mix with a shop's.
      return sqlCatalog({ database: host.database, store: catalog === 'demo' ? demoStore : store })
    },
  })
  return [...(catalog === 'demo' ? [demoModule] : []), feeds, ...modules]
}

/** Opens the database, migrates, starts; throws what keeps it from running, with what to do. */
export async function createStorecast(options: StorecastOptions = {}): Promise<Storecast> {
  const kernel = await assemble(modulesOf(options), options)
  try {
    await kernel.migrate()
    if (options.background !== false) await kernel.start()
  } catch (error) {
    await kernel.close()
    throw error
  }
  return faceOf(kernel)
}

/** The public face of a kernel that was assembled from `modulesOf`. */
export function faceOf(kernel: Kernel): Storecast {
  const face = (store: string): StoreFace => ({ feeds: feedsApi(kernel.state('feeds') as FeedsState, store) })
  return {
    ...face('default'),
    router: kernel.router,
    registry: kernel.registry,
    store(key) {
      if (kernel.config.stores.includes(key)) return face(key)
      throw new RangeError(
        `There is no store ${JSON.stringify(key)}; there is ${kernel.config.stores.join(', ')}.`,
      )
    },
    close: () => kernel.close(),
  }
}
