/** The tally: counts what becomes of entries, in memory for some seconds and then added up in the database, by all processes alike. */
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import { addToTally, type Sum, type TallyFigure } from './tally-rows.js'
import { beginOf, type Span, spans } from './tally-schema.js'

/** Entries of one name that became the same just now. */
export interface Happening extends TallyFigure {
  readonly store: string
  readonly name: string
}

export interface Tally {
  /** Costs no query; it is written some seconds later. */
  note(happenings: readonly Happening[]): void
  /** Writes what was noted; never rejects: what could not be written is tried again. */
  write(): Promise<void>
  /** Writes what is left, once. */
  stop(): Promise<void>
}

export interface TallyParts {
  readonly database: Pick<Database, 'knex' | 'kind' | 'retry'>
  readonly clock: Clock
  readonly log: Log
}

const writeEveryMs = 5_000
// While the database is away: a chart is not worth the memory of a shop.
const mostSumsHeld = 10_000
// A shop may make up names without end; charts must not have as many rows as there are events.
const mostNamesPerHour = 50
const mostRowsPerStatement = 500

/** The name under which all further ones are counted; no event has it. */
export const otherNames = ''

export function createTally({ database, clock, log }: TallyParts): Tally {
  let sums = new Map<string, Sum>()
  const names = new Map<string, { readonly hour: number; readonly known: Set<string> }>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let isStopped = false

  function countedAs(store: string, name: string, now: number): string {
    const hour = beginOf('hour', now)
    let found = names.get(store)
    if (found?.hour !== hour) {
      found = { hour, known: new Set() }
      names.set(store, found)
    }
    if (found.known.has(name)) return name
    if (found.known.size >= mostNamesPerHour) return otherNames
    found.known.add(name)
    return name
  }

  function add(sum: Sum): void {
    const key = JSON.stringify([sum.store, sum.span, sum.beginsAt, sum.name, sum.outcome])
    const before = sums.get(key)
    if (before === undefined && sums.size >= mostSumsHeld) return
    sums.set(key, before === undefined ? sum : together(before, sum))
  }

  async function writeAll(): Promise<void> {
    if (sums.size === 0) return
    // In the same order in every process: two that wait for each other's rows would be a deadlock.
    const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
    sums = new Map()
    while (rows.length > 0) {
      const part = rows.splice(0, mostRowsPerStatement)
      try {
        await addToTally(database, part)
      } catch (err) {
        log.warn({ err }, 'the figures of the events could not be written; tried again')
        for (const sum of [...part, ...rows]) add(sum)
        return wind()
      }
    }
  }

  function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(writeAll)
    return writing
  }

  function wind(): void {
    if (timer !== undefined || isStopped) return
    timer = setTimeout(() => void write(), writeEveryMs)
    timer.unref()
  }

  return {
    note(happenings) {
      if (happenings.length === 0) return
      const now = clock.now()
      for (const happening of happenings) {
        const name = countedAs(happening.store, happening.name, now)
        for (const span of Object.keys(spans) as Span[])
          add({ ...happening, name, span, beginsAt: beginOf(span, now) })
      }
      wind()
    },
    write,
    stop() {
      isStopped = true
      return write()
    },
  }
}

function together(one: Sum, other: Sum): Sum {
  return {
    ...one,
    count: one.count + other.count,
    waitedMs: one.waitedMs + other.waitedMs,
    longestMs: Math.max(one.longestMs, other.longestMs),
  }
}
