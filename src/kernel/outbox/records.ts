/** The records of the outbox, for commands and pages: what may be looked at; nothing here changes anything. */
import type { Database } from '../database/database.js'
import { type BacklogCount, backlogOf, countStored, deadOf, type StateCount } from './backlog.js'
import {
  type EntryDetail,
  type EntryFilter,
  findEntry,
  type HeldDestination,
  heldDestinations,
  listEntries,
  recentBodies,
} from './browse.js'
import type { EntryLine } from './entry-line.js'
import { type EntryPage, pageOfEntries } from './entry-page.js'
import { eventNames } from './event-names.js'
import { type Figures, readFigures } from './tally-rows.js'
import type { Span } from './tally-schema.js'

export interface Records {
  /** The newest first. */
  list(store: string, filter: EntryFilter): Promise<readonly EntryLine[]>
  /** The same in bounded time, for pages: where what fits is rare, a page may have less than there is, and says so. */
  page(store: string, filter: EntryFilter): Promise<EntryPage>
  find(store: string, id: string): Promise<EntryDetail | undefined>
  /** Names and bodies of the newest entries, at most `limit`; for what looks at many of them. */
  recentBodies(store: string, limit: number): Promise<readonly { name: string; body: string }[]>
  /** What is stored, by name and state; counted up to a bound. */
  counts(store: string): Promise<readonly StateCount[]>
  /** What is on its way or was given up, by name; counted up to a bound. */
  backlog(store: string): Promise<readonly BacklogCount[]>
  /** What became of entries since the instant, as all processes wrote it some seconds ago; it survives the entries. */
  figures(store: string, span: Span, sinceAt: number): Promise<Figures>
  /** The names of all events that are on record, in order. */
  names(store: string): Promise<readonly string[]>
  /** Ids of dead entries of a name that a backlog counted; with `sendableAt` only those that may be sent after it. */
  dead(
    store: string,
    name: string,
    options: { readonly limit: number; readonly sendableAt?: number },
  ): Promise<readonly string[]>
  /** Destinations that take nothing until their credentials change. */
  held(store: string): Promise<readonly HeldDestination[]>
}

export function recordsOf(database: Database): Records {
  const { knex } = database
  return {
    list: (store, filter) => listEntries(knex, store, filter),
    page: (store, filter) => pageOfEntries(database, store, filter),
    find: (store, id) => findEntry(knex, store, id),
    recentBodies: (store, limit) => recentBodies(knex, store, limit),
    counts: (store) => countStored(database, store),
    backlog: (store) => backlogOf(database, store),
    figures: (store, span, sinceAt) => readFigures(knex, store, span, sinceAt),
    async names(store) {
      const all = await eventNames(knex, store)
      return [...new Set(all.map(({ name }) => name))].sort()
    },
    dead: (store, name, wishes) => deadOf(database, store, name, wishes),
    held: (store) => heldDestinations(database, store),
  }
}
