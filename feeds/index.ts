/** The feeds module: catalogs out, as files that the platforms fetch. */
import { type Call, defineModule, type Module, queryOf, type Route, SHOP, token } from '../src/kernel.js'
import { feedsApi } from './api.js'
import { catalogMigrations } from './catalog/sql/schema.js'
import { channelGroups } from './channel-settings.js'
import { checkFeeds } from './checks.js'
import { buildCommand } from './commands/build.js'
import { checkCommand } from './commands/check.js'
import { listCommand } from './commands/list.js'
import { previewCommand } from './commands/preview.js'
import { FEED_IDS } from './contract.js'
import type { Channel } from './engine/channel.js'
import { snapshotMigrations } from './engine/snapshot-schema.js'
import { createGate } from './gate.js'
import { leaveDemo } from './leave-demo.js'
import { openFeeds } from './opening.js'
import { feedCards, feedPages } from './pages/index.js'
import { DEMO, XML_FEEDS } from './settings.js'
import { createState, type FeedsOptions, type FeedsState } from './state.js'
import { feedAddresses } from './welcome.js'

/** Makes the module for these channels and catalogs. */
export function feedsModule(options: FeedsOptions): Module<FeedsState> {
  return defineModule({
    name: 'feeds',
    summary: 'Serves catalog feeds that Meta and Google fetch.',
    registry: [...channelGroups(options.channels), DEMO],
    migrations: [...catalogMigrations, ...snapshotMigrations],
    assemble: (host) => createState(host, options),
    api: feedsApi,
    routes: (state) => state.channels.map((channel) => feedRoute(state, channel)),
    pages: feedPages,
    cards: feedCards,
    offers: (state) => [FEED_IDS.as(state.feedIds)],
    schedules: (state) => [
      {
        name: 'feeds.refresh',
        when: async (store) => ({
          cron: (await state.host.registry.read(XML_FEEDS, store)).REFRESH_SCHEDULE,
          timeZone: (await state.host.registry.read(SHOP, store)).TIME_ZONE,
        }),
        run: (store) => state.refreshAll(store),
      },
    ],
    commands: [buildCommand, checkCommand, previewCommand, listCommand],
    checks: checkFeeds,
    welcome: feedAddresses,
    prepare: async (state) => {
      if (!state.isDemo) await leaveDemo(state)
    },
    async start(state) {
      await openFeeds(state)
      // Not awaited: serving begins at once, with the last good files.
      for (const store of state.host.stores) void state.refreshAll(store).catch(() => {})
    },
    async stop(state) {
      await state.idle()
      await state.close()
    },
  })
}

function feedRoute(state: FeedsState, channel: Channel): Route {
  return {
    method: 'GET',
    path: `/xml/${channel.name}`,
    summary: `The ${channel.title} feed.`,
    scope: 'store',
    access: token(channel.title, createGate(state.host, channel)),
    async handle(call: Call) {
      const feed = await state.feedFrom(call.store, channel.name, queryOf(call.req))
      const settings = await state.host.registry.read(XML_FEEDS, call.store)
      await state.serve(call, feed, {
        firstBuildWaitMs: settings.FIRST_BUILD_WAIT_SECONDS * 1_000,
        staleAfterMs: settings.STALE_AFTER_MINUTES * 60_000,
      })
    },
  }
}

export type { Attributes, Measure } from './catalog/attributes.js'
export type { Catalog, Filter } from './catalog/contract.js'
export type { Mapping, Row } from './catalog/mapped/mapping.js'
export type { Money, PercentChange, TaxPercents } from './catalog/money.js'
export type { Availability, Condition, Flaw, Product, ProductKey } from './catalog/product.js'
export { sqlCatalog } from './catalog/sql/source.js'
export { facebookCatalog } from './channels/facebook-catalog.js'
export { googleMerchant } from './channels/google-merchant.js'
export { contentId } from './contract.js'
export {
  type Channel,
  defineChannel,
  type Extension,
  extendChannel,
  type Field,
  optional,
  type Part,
  type PartTexts,
  parts,
  type Reading,
  repeated,
  required,
} from './engine/channel.js'
export { advise, change, drop, type Effect, Remark, refuse } from './engine/finding.js'
export type { FieldView, ItemView, PriceHook } from './engine/item-view.js'
export type { Reason } from './engine/reasons.js'
export { type MappedTables, mapTables } from './mapped-tables.js'
