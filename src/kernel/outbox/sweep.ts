/** Sweeping: what befalls entries with time alone, in steps that hold no lock for long. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import type { Courier } from './courier.js'
import { entriesByKey } from './rows.js'
import { entryTable, logTable, sendTable } from './schema.js'
import { inTransaction } from './transaction.js'
import { sendableUntil } from './until.js'

const mostPerStep = 1_000

/** Entries whose holder fell silent come back: the platform may have them. */
export async function freeAbandoned(
  database: Database,
  { kind, doubtMs }: Pick<Courier, 'kind' | 'doubtMs'>,
  now: number,
): Promise<number> {
  const { knex, nowMs } = database
  const abandoned = (entries: Knex.QueryBuilder) =>
    entries
      .where({ state: 'sending' })
      .andWhere('state_until', '<', nowMs)
      .andWhere('destination', 'like', `${kind}:%`)
  return inStepsByKey(database, abandoned, {
    state: 'waiting',
    due_at: now,
    state_until: sendableUntil(knex, doubtMs, true),
    reason: 'abandoned',
    doubt_since: knex.raw('coalesce(doubt_since, leased_at)'),
    lease_token: '',
  })
}

/** An entry that was given up by time alone. */
export interface Late {
  readonly id: string
  readonly store: string
  readonly name: string
  readonly occurredAt: number
}

/** What can no longer be sent is given up, and says why; `deadMs` by store, and of those that are no longer there. */
export async function giveUpLate(
  database: Database,
  now: number,
  deadMs: ReadonlyMap<string, number>,
  otherDeadMs: number,
  onGivenUp: (entries: readonly Late[]) => void = () => {},
): Promise<number> {
  const cases = [...deadMs].map(() => 'when store = ? then ?').join(' ')
  const until = [...[...deadMs].flatMap(([store, ms]) => [store, now + ms]), now + otherDeadMs]
  const late = (entries: Knex.QueryBuilder) =>
    entries.where({ state: 'waiting' }).andWhere('state_until', '<', now)
  const change = {
    state: 'dead',
    settled_at: now,
    state_until: deadMs.size > 0 ? database.knex.raw(`case ${cases} else ? end`, until) : now + otherDeadMs,
    reason: database.knex.raw("case when doubt_since is null then 'tooLate' else 'doubtful' end"),
  }
  return inSteps(
    () => late(database.knex(entryTable)).select('id', 'store', 'name', { occurredAt: 'occurred_at' }),
    async (found: readonly Late[]) => {
      const ids = found.map(({ id }) => id)
      const changed = await database.retry(() => late(entriesByKey(database, ids)).update(change))
      // Another process is at it too: it tells of them.
      if (changed === found.length)
        onGivenUp(found.map((entry) => ({ ...entry, occurredAt: Number(entry.occurredAt) })))
      return changed
    },
  )
}

/** What nobody decided on in time is erased, and that it ever was. */
export async function eraseUndecided(database: Database, now: number): Promise<number> {
  const undecided = (entries: Knex.QueryBuilder) =>
    entries.where({ state: 'pending' }).andWhere('state_until', '<', now)
  return inSteps(
    () => undecided(database.knex(entryTable)).pluck('id'),
    (ids) => eraseEntries(database, ids, undecided),
  )
}

/** Entries that are `still` meant, and their log rows: somebody may have let one go since its id was read. */
export async function eraseEntries(
  database: Database,
  ids: readonly string[],
  still: (entries: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<number> {
  if (ids.length === 0) return 0
  return inTransaction(database, async (trx) => {
    // In the order in which a hook locks them.
    await trx(logTable).whereIn('entry_id', ids).forUpdate().pluck('entry_id')
    const meant: string[] = await still(entriesByKey({ knex: trx, kind: database.kind }, ids))
      .forUpdate()
      .pluck('id')
    await trx(logTable).whereIn('entry_id', meant).delete()
    return trx(entryTable).whereIn('id', meant).delete()
  })
}

/** Entries that are over. */
export async function forgetOver(database: Database, now: number): Promise<void> {
  const { knex } = database
  for (const state of ['done', 'tested', 'dead']) {
    const over = () => knex(entryTable).where({ state }).andWhere('state_until', '<', now).pluck('id')
    await inSteps(over, (ids) =>
      // Its state again, because an operator may have sent it off once more.
      inTransaction(database, (trx) => trx(entryTable).where({ state }).whereIn('id', ids).delete()),
    )
  }
}

export interface Memory {
  /** One store, or all but these. */
  readonly stores: string | { readonly allBut: readonly string[] }
  readonly logMs: number
  readonly sendsMs: number
}

/** Exchanges, and the log of events whose ids cannot come again. */
export async function forgetOld(
  database: Database,
  now: number,
  { stores, logMs, sendsMs }: Memory,
): Promise<void> {
  const rowsOf = (table: string) =>
    typeof stores === 'string'
      ? database.knex(table).where('store', stores)
      : database.knex(table).whereNotIn('store', stores.allBut)
  // Their keys are the time at which they were made.
  const longAgo = () =>
    rowsOf(logTable)
      .andWhere('entry_id', '<', firstIdAt(now - logMs))
      .andWhere({ is_lasting: false })
      .pluck('entry_id')
  await inSteps(longAgo, (ids) =>
    inTransaction(database, (trx) => trx(logTable).whereIn('entry_id', ids).delete()),
  )
  const sentLongAgo = () =>
    rowsOf(sendTable)
      .andWhere('id', '<', firstIdAt(now - sendsMs))
      .pluck('id')
  await inSteps(sentLongAgo, (ids) =>
    inTransaction(database, (trx) => trx(sendTable).whereIn('id', ids).delete()),
  )
}

async function inStepsByKey(
  database: Database,
  meant: (entries: Knex.QueryBuilder) => Knex.QueryBuilder,
  change: Readonly<Record<string, unknown>>,
): Promise<number> {
  return inSteps(
    () => meant(database.knex(entryTable)).pluck('id'),
    (ids) => database.retry(() => meant(entriesByKey(database, ids)).update(change)),
  )
}

async function inSteps<Found = string>(
  find: () => Knex.QueryBuilder,
  change: (found: readonly Found[]) => Promise<number>,
): Promise<number> {
  let total = 0
  for (;;) {
    const found: Found[] = await find().limit(mostPerStep)
    if (found.length > 0) total += await change(found)
    if (found.length < mostPerStep) return total
  }
}

/** Smaller than every time-ordered id that was made at the instant. */
function firstIdAt(atMs: number): string {
  const hex = Math.max(0, atMs).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}`
}
