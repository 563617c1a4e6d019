/** The rehearsal: events go to a stand-in on this machine, under a pixel that is nobody's; what the demo runs on. */
import type { Host } from '../../src/kernel.js'
import { type GraphSender, graphSender } from './delivery/sender.js'

export interface Rehearsal {
  /** Where the stand-in is, without a trailing slash; asked at every call, so that it may begin with the first. */
  graphUrl(host: Host): Promise<string>
}

/** What a store has to do with a rehearsal: nothing; it rehearses; or it stands back, for the stand-in takes one store only. */
export type Part = 'none' | 'rehearses' | 'standsBack'

/** Whoever names a Graph API means that one, and their own pixel. */
export function partOf(
  { stores, variable }: Pick<Host, 'stores' | 'variable'>,
  rehearsal: Rehearsal | undefined,
  store: string,
): Part {
  if (rehearsal === undefined || variable('STORECAST_GRAPH_URL') !== undefined) return 'none'
  return store === stores[0] ? 'rehearses' : 'standsBack'
}

/** Posts to the stand-in, and nowhere else. */
export function rehearsalSender(host: Host, rehearsal: Rehearsal): GraphSender {
  return {
    async post(request) {
      try {
        return await graphSender(host.http, await rehearsal.graphUrl(host)).post(request)
      } catch (err) {
        host.log.warn({ err }, 'the stand-in for Meta could not be started')
        return { state: 'neverSent', reason: 'no stand-in' }
      }
    },
  }
}
