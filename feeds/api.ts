/** What `cast.feeds` offers a host program. */
import { AppError } from '../src/kernel.js'
import type { Outcome, RefreshOptions } from './engine/refresh.js'
import { listPublished, type Published } from './engine/snapshots.js'
import type { FeedsState } from './state.js'

export interface FeedsApi {
  /** Looks whether the feed must be built, and builds it; `query` as in the address: `brand=Acme&top=100`. */
  refresh(channel: string, query?: string, options?: RefreshOptions): Promise<Outcome>
  /** What is published, whole feeds first. */
  list(): Promise<readonly Published[]>
}

export function feedsApi(state: FeedsState, store: string): FeedsApi {
  return {
    async refresh(channel, query = '', options = {}) {
      if (!state.channels.some(({ name }) => name === channel)) {
        const known = state.channels.map(({ name }) => name).join(', ')
        throw new AppError(
          'FEED_UNKNOWN',
          'missing',
          `There is no channel ${JSON.stringify(channel)}; there is ${known}.`,
        )
      }
      const feed = await state.feedFrom(store, channel, new URLSearchParams(query))
      await state.vet(feed)
      return state.workshop.refresh(feed, options)
    },
    list: () => listPublished(state.host.database.knex, store),
  }
}
