/** The tally's rows: added up, read back for charts, and swept. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import { readLimitMs } from './rows.js'
import { type Span, spans, type TallyOutcome, tallyTable } from './tally-schema.js'
import { inTransaction } from './transaction.js'

/** How many entries became what, and how long that took since the shopper did something. */
export interface TallyFigure {
  readonly outcome: TallyOutcome
  readonly count: number
  readonly waitedMs: number
  readonly longestMs: number
}

/** Entries of one name, of one stretch of time, that became the same. */
export interface Sum extends TallyFigure {
  readonly store: string
  readonly name: string
  readonly span: Span
  readonly beginsAt: number
}

/** The same entries twice: by when, and by what. */
export interface Figures {
  readonly byTime: readonly (TallyFigure & { readonly beginsAt: number })[]
  /** What has the empty name are the rest, where there are too many names. */
  readonly byName: readonly (TallyFigure & { readonly name: string })[]
}

/** All or nothing; what other processes counted is added to, never overwritten. A few hundred sums at most. */
export async function addToTally(
  { knex, kind, retry }: Pick<Database, 'knex' | 'kind' | 'retry'>,
  sums: readonly Sum[],
): Promise<void> {
  const row = `(${columns.map(() => '?').join(',')})`
  const { onConflict, added, greatest } = dialects[kind]
  const plus = (column: string) => `${column} = ${tallyTable}.${column} + ${added(column)}`
  const tail = `${onConflict} ${plus('count')}, ${plus('waited_ms')},
    longest_ms = ${greatest}(${tallyTable}.longest_ms, ${added('longest_ms')})`
  const list = sums.map(() => row).join(',')
  await retry(() =>
    knex
      .raw(
        `insert into ${tallyTable} (${columns.join(',')}) values ${list} ${tail}`,
        sums.flatMap((sum) => valuesOf(sum)),
      )
      .timeout(readLimitMs),
  )
}

/** Of the stretches that begin at the instant or later. */
export async function readFigures(knex: Knex, store: string, span: Span, sinceAt: number): Promise<Figures> {
  const summed = (by: 'begins_at' | 'name'): Promise<readonly Row[]> =>
    knex(tallyTable)
      .where({ store, span })
      .andWhere('begins_at', '>=', sinceAt)
      .groupBy(by, 'outcome')
      .orderBy(by)
      .select(by, 'outcome')
      .sum({ count: 'count', waited_ms: 'waited_ms' })
      .max({ longest_ms: 'longest_ms' })
  const [times, names] = await Promise.all([summed('begins_at'), summed('name')])
  return {
    byTime: times.map((row) => ({ beginsAt: Number(row.begins_at), ...figureOf(row) })),
    byName: names.map((row) => ({ name: String(row.name), ...figureOf(row) })),
  }
}

/** Rows that no chart shows any more. */
export async function forgetTally(database: Database, now: number): Promise<void> {
  for (const [span, { keptMs }] of Object.entries(spans))
    await inTransaction(database, (trx) =>
      trx(tallyTable)
        .where({ span })
        .andWhere('begins_at', '<', now - keptMs)
        .delete(),
    )
}

const dialects = {
  mysql: {
    onConflict: 'on duplicate key update',
    // MySQL 8 would rather have an alias, which MariaDB does not know.
    added: (column: string) => `values(${column})`,
    greatest: 'greatest',
  },
  sqlite: {
    onConflict: 'on conflict (store, span, begins_at, name, outcome) do update set',
    added: (column: string) => `excluded.${column}`,
    greatest: 'max',
  },
} as const

const columns = ['store', 'span', 'begins_at', 'name', 'outcome', 'count', 'waited_ms', 'longest_ms'] as const

const valuesOf = (sum: Sum): (string | number)[] => [
  sum.store,
  sum.span,
  sum.beginsAt,
  sum.name,
  sum.outcome,
  sum.count,
  Math.round(sum.waitedMs),
  Math.round(sum.longestMs),
]

type Row = Readonly<Record<string, unknown>>

const figureOf = (row: Row): TallyFigure => ({
  outcome: row.outcome as TallyOutcome,
  count: Number(row.count),
  waitedMs: Number(row.waited_ms),
  longestMs: Number(row.longest_ms),
})
