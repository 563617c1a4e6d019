/** What may be said of one Storecast: by a shop in its configuration, by a host program, by the stand-alone one. */
import type { Channel, PriceHook } from '../../feeds/index.js'
import type { Mistake } from '../../feeds/mistakes.js'
import type { CatalogSource } from '../../feeds/open-catalog.js'
import type { MetaOptions } from '../../plugins/meta-capi/index.js'
import type { Module } from '../kernel/module.js'
import type { KernelOptions } from '../kernel/parts.js'

/** What a shop may say in its `storecast.config.js`, and `createStorecast` takes as well. */
export interface StorecastConfig {
  /**
   * `sql`, the tables `storecast_catalog_…` in the database (the default); `mapTables({ … })`, the shop's own tables;
   * a catalog in code; one of these per store; or `demo`, a made-up shop.
   */
  readonly catalog?: 'demo' | CatalogSource | ((store: string) => CatalogSource)
  /** The feeds there are; the Google and Facebook channels unless given. */
  readonly channels?: readonly Channel[]
  /** The shop's own price of a product, per channel; undefined keeps the catalog's. Must answer at once. */
  readonly price?: PriceHook
  /** Who the shop's shoppers are and what they agreed to. */
  readonly meta?: MetaOptions
  /** Further modules, made with `defineModule`. */
  readonly modules?: readonly Module[]
  /** Whether the merchant's pages are there; true unless given. */
  readonly admin?: boolean
}

/** Says what may stand in a configuration, for editors; the same object comes back. */
export const defineConfig = (config: StorecastConfig): StorecastConfig => config

/** Every option has a default; all mistakes are reported at once. */
export interface StorecastOptions extends KernelOptions, StorecastConfig {
  /** Whether this process runs schedules and builds; true unless given. */
  readonly background?: boolean
  /** Told, once, how the first admin signs in; written to standard error unless given. */
  readonly tell?: (line: string) => void
}

/** A file that options come from. */
export interface Origin {
  /** Its path, for people. */
  readonly name: string
  /** A mistake, with the place where it stands. */
  tell(mistake: Mistake): string
  /** Changes with the file's text: feeds are then built anew. */
  readonly version: string
}

/** Options of the stand-alone program and the command. */
export interface ProgramOptions extends StorecastOptions {
  readonly origin?: Origin
}
