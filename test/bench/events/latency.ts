/** What hooks add to the latency of requests: the same storefront with them and without, in windows that take turns. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Behaviour } from '../../../plugins/graph-stand-in/contract.js'
import { type Spread, spreadOf } from '../spread.js'
import type { Server } from './database.js'
import { startGraph } from './graph.js'
import { environmentOf, startProcess } from './shop.js'

export interface Latency {
  /** In what state the Graph API is meanwhile. */
  readonly graph: GraphState
  /** Looks and carts: the hook answers at once. */
  readonly hooks: Paired
  /** Orders, whose event is written in their transaction. */
  readonly orders: Paired
}

export interface Paired {
  /** Milliseconds from the scheduled instant to the end of the answer, of all windows together. */
  readonly withHooks: Spread
  readonly without: Spread
  /** Of the medians and of the 99th percentiles, window by window. */
  readonly addedMedianMs: Spread
  readonly addedP99Ms: Spread
}

export interface LatencyOrder {
  readonly pairs: number
  readonly windowSeconds: number
  /** Before anything is measured, so that the code is compiled. */
  readonly warmingVisits: number
}

export type GraphState = 'healthy' | 'hanging' | 'down'

const perSecond = 500
const settleMs = 400
const reachLimitMs = 120_000
const states: readonly GraphState[] = ['healthy', 'hanging', 'down']
const behaviours: Readonly<Record<Exclude<GraphState, 'down'>, Behaviour | null>> = {
  healthy: null,
  hanging: { name: 'hang' },
}

type Latencies = Readonly<Record<'hooks' | 'orders', readonly number[]>>

export async function measureLatency(
  server: Server,
  folder: string,
  { pairs, windowSeconds, warmingVisits }: LatencyOrder,
  say: (line: string) => void,
): Promise<readonly Latency[]> {
  const graph = await startGraph()
  const env = environmentOf(await server.fresh(), graph, folder)
  const on = await startProcess('storefront.mjs', { ...env, HOOKS: 'on' })
  const off = await startProcess('storefront.mjs', { ...env, HOOKS: 'off' })
  const visitors = await startProcess('visitors.mjs', process.env)
  const addresses = { on: await on.ask('address'), off: await off.ask('address') }
  const count = perSecond * windowSeconds
  let from = 0

  async function window(side: 'on' | 'off'): Promise<Latencies> {
    // What the window before left behind is none of this one's.
    await pause(settleMs)
    const order = { address: addresses[side], from, count, perSecond }
    from += count
    return (await visitors.ask('visit', order)) as Latencies
  }

  const found: Latency[] = []
  try {
    for (const side of ['on', 'off'] as const) {
      await visitors.ask('hurry', { address: addresses[side], from, count: warmingVisits })
      from += warmingVisits
    }
    await graph.reaches(warmingVisits, reachLimitMs)
    for (const state of states) {
      say(`Visiting the shop while the Graph API is ${state}.`)
      if (state === 'down') await graph.close()
      else await graph.misbehave(behaviours[state])
      const windows: { readonly on: Latencies; readonly off: Latencies }[] = []
      for (let pair = 0; pair < pairs; pair++) {
        // Each goes first as often as the other.
        const isOnFirst = pair % 2 === 0
        const first = await window(isOnFirst ? 'on' : 'off')
        const second = await window(isOnFirst ? 'off' : 'on')
        windows.push(isOnFirst ? { on: first, off: second } : { on: second, off: first })
      }
      found.push({ graph: state, hooks: paired(windows, 'hooks'), orders: paired(windows, 'orders') })
    }
  } finally {
    await visitors.close()
    await on.close()
    await off.close()
    await graph.close()
  }
  return found
}

function paired(
  windows: readonly { readonly on: Latencies; readonly off: Latencies }[],
  kind: 'hooks' | 'orders',
): Paired {
  const each = windows.map(({ on, off }) => ({ on: spreadOf(on[kind]), off: spreadOf(off[kind]) }))
  return {
    withHooks: spreadOf(windows.flatMap(({ on }) => on[kind])),
    without: spreadOf(windows.flatMap(({ off }) => off[kind])),
    addedMedianMs: spreadOf(each.map(({ on, off }) => on.median - off.median)),
    addedP99Ms: spreadOf(each.map(({ on, off }) => on.p99 - off.p99)),
  }
}
