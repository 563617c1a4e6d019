/** Settling: what became of a claim's entries, the log and the exchanges, in one transaction and behind the fence. */
import type { Knex } from 'knex'
import type { Database, DatabaseKind } from '../database/database.js'
import type { Claim } from './claim.js'
import type { Delivery, SendRecord } from './courier.js'
import type { Entry } from './entry.js'
import { type Fate, fatesOf, type Keeping } from './fates.js'
import { entriesByKey, insertRows, type Value } from './rows.js'
import { logTable, sendTable } from './schema.js'
import { inTransaction } from './transaction.js'
import { sendableUntil } from './until.js'

export interface SettleOptions {
  readonly now: number
  readonly keeping: Keeping
  /** How long an entry may be tried again after a send whose answer was lost. */
  readonly doubtMs: number
}

/** Answers how many entries were settled: fewer than claimed where the lease was lost, and somebody else has them. */
export function settle(
  database: Database,
  claim: Claim,
  { verdicts, sends }: Pick<Delivery, 'verdicts' | 'sends'>,
  { now, keeping, doubtMs }: SettleOptions,
): Promise<number> {
  const fates = fatesOf(claim, verdicts, now, keeping)
  return inTransaction(database, async (trx) => {
    let settled = 0
    for (const fate of fates) settled += await write(trx, database.kind, claim, fate, now, doubtMs)
    const rows = sends.map((send) => sendValues(claim, send))
    await insertRows(trx, database.kind, sendTable, sendColumns, rows, 'unlessKnown')
    return settled
  })
}

async function write(
  trx: Knex.Transaction,
  kind: DatabaseKind,
  { store, destination, token }: Claim,
  fate: Fate,
  now: number,
  doubtMs: number,
): Promise<number> {
  const isOver = fate.state !== 'waiting'
  const ids = fate.entries.map(({ id }) => id)
  const settled: number = await entriesByKey({ knex: trx, kind }, ids)
    .andWhere({ state: 'sending', lease_token: token })
    .update({
      state: fate.state,
      reason: fate.reason,
      due_at: fate.dueAt,
      state_until: fate.until ?? sendableUntil(trx, doubtMs, fate.isDoubtful),
      settled_at: isOver ? now : 0,
      ...(fate.isDoubtful && { doubt_since: trx.raw('coalesce(doubt_since, leased_at)') }),
      ...(fate.sendId !== undefined && {
        sends: trx.raw(withLatest, [` ${fate.sendId}`, ` ${fate.sendId}`]),
      }),
      ...(!fate.isAttempted && { attempts: trx.raw('attempts - 1') }),
      ...(fate.body !== undefined && { body: fate.body }),
      lease_token: '',
    })
  if (settled > 0 && fate.isAttempted) {
    const noted = { attempted_at: now, ...(fate.state === 'done' && { reported_at: now }) }
    for (const [event_name, eventIds] of eventIdsByName(fate.entries)) {
      // By its primary key, which locks these rows and no gap: any other index would, and new entries wait for gaps.
      await trx(logTable)
        .where({ store, destination, event_name })
        .whereIn('event_id', eventIds)
        .update(noted)
    }
  }
  return settled
}

function eventIdsByName(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>()
  for (const { name, eventId } of entries) {
    const ids = byName.get(name)
    if (ids) ids.push(eventId)
    else byName.set(name, [eventId])
  }
  return byName
}

// The first one goes where room was left for it, and a history that fills its column begins anew.
const withLatest = "case when trim(sends) = '' or length(sends) > 350 then ? else concat(sends, ?) end"

const sendColumns = [
  'id',
  'store',
  'destination',
  'started_at',
  'duration_ms',
  'entries',
  'outcome',
  'answer',
] as const

const sendValues = ({ store, destination }: Claim, send: SendRecord): Value[] => [
  send.id,
  store,
  destination,
  send.startedAt,
  Math.round(send.durationMs),
  send.entries,
  send.outcome,
  send.answer.slice(0, 400),
]
