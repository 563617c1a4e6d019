/**
 * A module: the one way in which anything is added to Storecast; and the words that everything else is told in.
 *
 * - *store*     one shop; every row of ours carries its key; the default store is `default`
 * - *module*    a named bundle of registry groups, routes, schedules, migrations, commands and checks
 * - *host*      a module's own view of the kernel
 * - *route*     an address with its access
 * - *flag*, *setting*   registry values: a switch; anything else a merchant sets
 * - *channel*   a platform's feed format, as a table of fields
 * - *field*     one element of a channel's items
 * - *product*   what the catalog gives
 * - *item*      what a channel makes of a product
 * - *snapshot*  a built feed file; the published one is what a fetch gets
 * - *lease*     the right to do one thing alone, for a while
 * - *problem*   a lasting fault that a merchant can see and act on
 */
import type { Clock } from './clock.js'
import type { Command } from './command.js'
import type { Database } from './database/database.js'
import type { Leases } from './leases.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import type { Migration } from './migration.js'
import type { Problems } from './problems.js'
import type { Group } from './registry/group.js'
import type { Registry } from './registry/registry.js'
import type { Schedule } from './scheduler.js'
import type { Route } from './server/route.js'

/** What a module may use of the kernel; each module gets its own. */
export interface Host {
  readonly name: string
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly database: Database
  readonly registry: Registry
  readonly leases: Leases
  readonly problems: Problems
  readonly stores: readonly string[]
  /** A folder for the module's own files; made on first use. */
  readonly dataFolder: string
  /** Where this process can be reached from outside, without a trailing slash. */
  readonly publicUrl: string
  readonly production: boolean
  /** Aborted when the process begins to stop. */
  readonly closing: AbortSignal
}

/** One line of `storecast doctor`. */
export interface Finding {
  readonly state: 'good' | 'attention' | 'bad'
  readonly subject: string
  readonly message: string
  /** What to do next; absent when there is nothing to do. */
  readonly advice?: string
}

/** A module as data; `State` is whatever `assemble` makes once per Storecast for the other parts to share. */
// biome-ignore lint/suspicious/noExplicitAny: a list of modules holds each with a State of its own
export interface Module<State = any, Api extends object = object> {
  readonly name: string
  readonly summary: string
  readonly registry?: readonly Group[]
  readonly migrations?: readonly Migration[]
  /** Makes the module's working parts; nothing is read or written yet. */
  assemble(host: Host): State
  /** What the module adds to `cast` under its name, and to `cast.store(key)`. */
  api?(state: State, store: string): Api
  routes?(state: State): readonly Route[]
  schedules?(state: State): readonly Schedule[]
  readonly commands?: readonly Command<State>[]
  checks?(state: State, store: string): Promise<readonly Finding[]>
  /** Lines for the start-up text: what to open next. */
  welcome?(state: State): Promise<readonly string[]>
  /** Runs after migrations in every process, also for a single command; may run again, and in two at once. */
  prepare?(state: State): Promise<void>
  /** Begins background work; must return soon. */
  start?(state: State): Promise<void>
  /** Ends background work; the database closes afterwards. */
  stop?(state: State): Promise<void>
}

/** Declares a module; the kernel lists, starts, documents and tests every one with one loop. */
export function defineModule<State, Api extends object>(module: Module<State, Api>): Module<State, Api> {
  return module
}
