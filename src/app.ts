/** The composition root: it and its folder are all that names the feeds and the plugins. */
import type { Router } from 'express'
import { type FeedsApi, feedsApi } from '../feeds/api.js'
import { demoStore } from '../feeds/catalog/demo/shop.js'
import { channels } from '../feeds/channels/index.js'
import { feedsModule } from '../feeds/index.js'
import { tellOption } from '../feeds/mistakes.js'
import { openCatalog } from '../feeds/open-catalog.js'
import type { FeedsState } from '../feeds/state.js'
import type { MetaApi } from '../plugins/meta-capi/contract.js'
import { metaModule } from '../plugins/meta-capi/index.js'
import { type AdminState, adminModule, adminName } from './admin/index.js'
import { demoBanner, demoMeta, demoModules, leaveDemo } from './app/demo.js'
import type { ProgramOptions, StorecastOptions } from './app/options.js'
import { withoutMistakes } from './app/sound-options.js'
import { assemble, type Kernel } from './kernel/assembly.js'
import type { Deferred } from './kernel/deferred/deferred.js'
import type { Module } from './kernel/module.js'
import type { Registry } from './kernel/registry/registry.js'

/** What one store offers a host program. */
export interface StoreFace {
  readonly feeds: FeedsApi
  /** What shoppers do, reported to Meta. */
  readonly meta: MetaApi
}

export interface Storecast extends StoreFace {
  /** Mount it under any path of an Express app; addresses that are not ours are passed on untouched. */
  readonly router: Router
  readonly registry: Registry
  /** Runs a task of the shop's own after the response, by priority and inside the time budget; never throws. */
  readonly defer: Deferred['defer']
  /** The same for another store of this process. */
  store(key: string): StoreFace
  /** Drains and ends everything that `createStorecast` started. */
  close(): Promise<void>
}

/** The modules of one Storecast, in the order in which they start. */
export function modulesOf({
  catalog = 'sql',
  channels: chosen = channels,
  price,
  meta = {},
  modules = [],
  admin = true,
  origin,
}: ProgramOptions): readonly Module[] {
  const tell = origin?.tell ?? tellOption
  const isDemo = catalog === 'demo'
  const feeds = feedsModule({
    channels: chosen,
    isDemo,
    price,
    origin,
    leaveDemo,
    catalogOf(host, store) {
      // The demo's rows stand under a store of their own, so that they never mix with a shop's.
      if (isDemo) return openCatalog('sql', host, demoStore, tell)
      return openCatalog(typeof catalog === 'function' ? catalog(store) : catalog, host, store, tell)
    },
  })
  return [
    ...(isDemo
      ? [...demoModules({ channels: chosen, hasAdmin: admin }), feeds, metaModule(demoMeta(meta))]
      : [feeds, metaModule(meta)]),
    ...modules,
    ...(admin ? [adminModule({ banner: isDemo ? demoBanner : undefined })] : []),
  ]
}

/** One kernel of these options; throws CONFIG_INVALID with every mistake in them and in the environment. */
export function assembleStorecast(options: ProgramOptions): Promise<Kernel> {
  const sound = withoutMistakes(options)
  return assemble(modulesOf(sound), sound)
}

/** Opens the database, migrates, starts; throws what keeps it from running, with what to do. */
export async function createStorecast(options: StorecastOptions = {}): Promise<Storecast> {
  const kernel = await assembleStorecast(options)
  try {
    await kernel.migrate()
    if (options.background !== false) await kernel.start()
    if (options.admin !== false) await tellFirst(kernel, options.tell)
  } catch (error) {
    await kernel.close()
    throw error
  }
  return faceOf(kernel)
}

const tellOnError = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** A process without background work serves the pages as well, so that it lets the first admin in, too. */
async function tellFirst(kernel: Kernel, tell: (line: string) => void = tellOnError): Promise<void> {
  const admin = kernel.state(adminName) as AdminState
  await admin.open()
  const line = admin.takeTold()
  if (line !== undefined) tell(line)
}

/** The public face of a kernel that was assembled from `modulesOf`. */
export function faceOf(kernel: Kernel): Storecast {
  const face = (store: string): StoreFace => ({
    feeds: feedsApi(kernel.state('feeds') as FeedsState, store),
    meta: kernel.api('meta', store) as MetaApi,
  })
  return {
    ...face('default'),
    router: kernel.router,
    registry: kernel.registry,
    defer: kernel.defer,
    store(key) {
      if (kernel.config.stores.includes(key)) return face(key)
      throw new RangeError(
        `There is no store ${JSON.stringify(key)}; there is ${kernel.config.stores.join(', ')}.`,
      )
    },
    close: () => kernel.close(),
  }
}

export {
  advise,
  change,
  contentId,
  defineChannel,
  drop,
  extendChannel,
  facebookCatalog,
  googleMerchant,
  mapTables,
  optional,
  parts,
  refuse,
  repeated,
  required,
} from '../feeds/index.js'
export type { Mistake } from '../feeds/mistakes.js'
export type { CatalogSource } from '../feeds/open-catalog.js'
export type { Consent, Context, Hooked, Kept, MetaApi } from '../plugins/meta-capi/contract.js'
export type { MetaOptions, Shopper } from '../plugins/meta-capi/index.js'
export {
  defineConfig,
  type Origin,
  type ProgramOptions,
  type StorecastConfig,
  type StorecastOptions,
} from './app/options.js'
export { tellOption }
