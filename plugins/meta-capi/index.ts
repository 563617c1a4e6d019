/** The module of the events: storefront hooks, and their delivery to Meta's Conversions API. */
import { createIdempotency, defineModule, type Module } from '../../src/kernel.js'
import { metaApi } from './api.js'
import { checkEvents } from './checks.js'
import { eventCommands } from './commands/index.js'
import { META, type MetaApi } from './contract.js'
import { graphAddress } from './graph-address.js'
import { hookRoute } from './hook-route/route.js'
import { settleOldProblems } from './old-problems.js'
import type { MetaOptions } from './options.js'
import { eventCards, eventPages } from './pages/index.js'
import { FACEBOOK_CONVERSION } from './settings.js'
import { createState, type MetaState } from './state.js'
import { testingCodeMigrations } from './testing-code.js'
import { welcomeToEvents } from './welcome.js'

// A caller that gave up for a weekend may still come again.
const hookKeysKeptMs = 7 * 86_400_000

export function metaModule(options: MetaOptions = {}): Module<MetaState, MetaApi> {
  return defineModule<MetaState, MetaApi>({
    name: 'meta',
    summary: 'Reports what shoppers do to Meta’s Conversions API.',
    registry: [FACEBOOK_CONVERSION],
    variables: { STORECAST_GRAPH_URL: graphAddress },
    migrations: testingCodeMigrations,
    assemble: (host) => createState(host, options),
    api: metaApi,
    offers: (state) => [META.as((store) => metaApi(state, store))],
    routes: (state) => [hookRoute(state)],
    pages: eventPages,
    cards: eventCards,
    schedules: ({ host }) => [
      {
        name: 'meta.forgetHookKeys',
        when: async () => ({ cron: '17 3 * * *', timeZone: 'UTC' }),
        run: async () => {
          await createIdempotency(host.database).forgetOlder(host.clock.now() - hookKeysKeptMs)
        },
      },
      {
        name: 'meta.settleProblems',
        when: async () => ({ cron: '7 * * * *', timeZone: 'UTC' }),
        run: (store) => settleOldProblems(host, store),
      },
    ],
    couriers: (state) => [state.courier],
    commands: eventCommands,
    checks: checkEvents,
    welcome: welcomeToEvents,
    async stop(state) {
      state.configurations.close()
    },
    async prepare(state) {
      // So that hooks, which wait for nothing, know what holds from the first one on.
      for (const store of state.host.stores) await state.configurations.read(store)
    },
  })
}

export type * from './contract.js'
export type { GraphRequest, GraphSender } from './delivery/sender.js'
export { classifyGraphAnswer, type GraphVerdict } from './graph/classify.js'
export type { MetaOptions, Shopper } from './options.js'
export { hashUserData, type UserData, type UserDataInput } from './user-data/index.js'
