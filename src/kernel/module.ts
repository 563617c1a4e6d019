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
 * - *hook*      what a shop's controller calls when a shopper does something
 * - *event*     what a hook tells a platform
 * - *entry*     an event in the outbox, on its way to one destination
 * - *courier*   what brings entries to one kind of destination
 * - *outcome*   what became of an entry, as a value
 * - *lease*     the right to do one thing alone, for a while
 * - *problem*   a lasting fault that a merchant can see and act on
 * - *page*      an address of the merchant's admin, with what its forms do
 * - *card*      what the overview tells of one thing
 * - *house*     all modules' pages and cards, for the frame around them
 * - *offer*     what a module lets other modules use
 */

import type { RequestHandler } from 'express'
import type { Breakers } from './breaker/breaker.js'
import type { Clock } from './clock.js'
import type { Command } from './command.js'
import type { Database } from './database/database.js'
import type { Deferred } from './deferred/deferred.js'
import type { HttpClient } from './http/client.js'
import type { Leases } from './leases.js'
import type { Log } from './log.js'
import type { Metrics } from './metrics.js'
import type { Migration } from './migration.js'
import type { FindOffer, Offered } from './offers.js'
import type { Courier } from './outbox/courier.js'
import type { Outbox } from './outbox/outbox.js'
import type { Card, House, Page, Visit } from './pages/page.js'
import type { Problems } from './problems.js'
import type { Group } from './registry/group.js'
import type { Registry } from './registry/registry.js'
import type { Schedule } from './scheduler.js'
import type { ClientReader } from './server/client.js'
import type { Route } from './server/route.js'
import type { Variables } from './variables.js'

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
  readonly outbox: Outbox
  readonly breakers: Breakers
  readonly http: HttpClient
  /** Runs the task behind the response of a request; never throws. */
  readonly defer: Deferred['defer']
  /** Keeps a platform that freezes the process after a response awake until the work has ended. */
  linger(work: Promise<unknown>): void
  /** Who is calling, as the trusted proxies tell it. */
  readonly client: ClientReader
  /** A key of the module's own, made of STORECAST_SECRET: the same in every process. */
  keyFor(purpose: string): Buffer
  /** What all modules bring to the merchant's pages. */
  readonly house: House
  /** What another module offers under this key; ask when it is needed, for `assemble` is too early. */
  readonly offers: FindOffer
  /** What the environment says for one of the module's variables. */
  variable(name: string): string | undefined
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

/** An Express app or router under a path of the router. */
export interface Mount {
  /** As `/demo`. */
  readonly path: string
  readonly handler: RequestHandler
}

/** `live`: also by asking the platforms, in a way that leaves no trace in their figures. */
export type CheckDepth = 'local' | 'live'

/** A module as data; `State` is whatever `assemble` makes once per Storecast for the other parts to share. */
// biome-ignore lint/suspicious/noExplicitAny: a list of modules holds each with a State of its own
export interface Module<State = any, Api extends object = object> {
  readonly name: string
  readonly summary: string
  readonly registry?: readonly Group[]
  /** Environment variables of its own, besides the registry's. */
  readonly variables?: Variables
  readonly migrations?: readonly Migration[]
  /** Makes the module's working parts; nothing is read or written yet. */
  assemble(host: Host): State
  /** What the module adds to `cast` under its name, and to `cast.store(key)`. */
  api?(state: State, store: string): Api
  routes?(state: State): readonly Route[]
  /** What the merchant sees of it. */
  pages?(state: State): readonly Page[]
  /** What the overview tells of it, for one store; quickly, from what is known already. */
  cards?(state: State, visit: Visit): Promise<readonly Card[]>
  /** Whole apps of its own; nothing that the server does for routes is done for them. */
  mounts?(state: State): readonly Mount[]
  /** What other modules may use of it. */
  offers?(state: State): readonly Offered[]
  schedules?(state: State): readonly Schedule[]
  couriers?(state: State): readonly Courier[]
  readonly commands?: readonly Command<State>[]
  checks?(state: State, store: string, depth: CheckDepth): Promise<readonly Finding[]>
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
