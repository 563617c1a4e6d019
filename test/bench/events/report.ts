/** The result of a run, as a table for people and for docs/benchmark.md. */
import { cpus } from 'node:os'
import type { Spread } from '../spread.js'
import { type Building, tellFields } from './building.js'
import type { CaughtUp } from './catching-up.js'
import type { Soaked } from './delivery.js'
import type { Latency, Paired } from './latency.js'
import type { Shared } from './sharing.js'
import { judge } from './verdicts.js'

export interface Result {
  readonly rounds: number
  readonly built: readonly Building[]
  readonly latencies: readonly Latency[]
  readonly delivered: Soaked
  readonly shared: Shared
  readonly caughtUp: CaughtUp
}

/** The result as Markdown. */
export function tableOf(result: Result): string {
  const { built, latencies, delivered, shared, caughtUp } = result
  return [
    aboutOf(result),
    '',
    '| building a Purchase | ours, events/s | official SDK | ratio |',
    '|---|---|---|---|',
    ...built.map(
      ({ fields, keys, ours, sdk, ratio }) =>
        `| ${tellFields[fields]} (${keys} keys of user data) | ${spread(ours, grouped)} | ${spread(sdk, grouped)} | ${spread(ratio, times)} |`,
    ),
    '',
    '| latency at 500 requests/s, ms | with hooks, p50; p99 | without | p50 added | p99 added |',
    '|---|---|---|---|---|',
    ...latencies.flatMap(({ graph, hooks, orders }) => [
      latencyRow(`looks and carts, Graph API ${graph}`, hooks),
      latencyRow(`orders, event in their transaction, Graph API ${graph}`, orders),
    ]),
    '',
    '| durable, from end to end | events | events/s | µs of processor an event: shop; MariaDB; Graph API |',
    '|---|---|---|---|',
    `| one process, ${minutes(delivered.minutes)} | ${grouped(delivered.events)} | ${grouped(delivered.perSecond)} | ${costOf(delivered)} |`,
    `| two processes, ${shared.posts.map(grouped).join(' and ')} calls | ${grouped(shared.events)} | ${grouped(shared.perSecond)} | |`,
    `| catching up, ${(caughtUp.waitedMs / 1_000).toFixed(0)} s after the outage’s end | ${grouped(caughtUp.events)} | ${grouped(caughtUp.perSecond)} | ${costOf(caughtUp)} |`,
    '',
    `Each of these events came to the Graph API exactly once. Memory of the one process at its end: ${grouped(delivered.rssMb)} MB.`,
    '',
    '| target | asked | found | |',
    '|---|---|---|---|',
    ...judge(result).map(
      ({ what, target, found, isMet }) => `| ${what} | ${target} | ${found} | ${isMet ? 'met' : 'missed'} |`,
    ),
  ].join('\n')
}

function aboutOf({ rounds }: Result): string {
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}`
  return `${date}, ${machine}; median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} (least to most).`
}

const latencyRow = (what: string, { withHooks, without, addedMedianMs, addedP99Ms }: Paired) =>
  `| ${what} | ${tail(withHooks)} | ${tail(without)} | ${spread(addedMedianMs, fine)} | ${spread(addedP99Ms, fine)} |`

const costOf = (each: Pick<Soaked, 'shopMicroseconds' | 'databaseMicroseconds' | 'graphMicroseconds'>) =>
  [each.shopMicroseconds, each.databaseMicroseconds, each.graphMicroseconds]
    .map((value) => (value === undefined ? '?' : value.toFixed(0)))
    .join('; ')

function spread({ median, least, most }: Spread, tell: (value: number) => string): string {
  return `${tell(median)} (${tell(least)} to ${tell(most)})`
}

const tail = ({ median, p99 }: Spread) => `${fine(median)}; ${fine(p99)}`
const fine = (value: number) => value.toFixed(2)
const times = (value: number) => `${value.toFixed(2)} ×`
const grouped = (value: number) => Math.round(value).toLocaleString('en-US')
const minutes = (value: number) => (value === 1 ? '1 minute' : `${value} minutes`)
