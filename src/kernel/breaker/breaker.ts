/** Breakers: a destination that keeps failing is left alone for a while, by all processes alike. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../database/database.js'
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import { type BreakerRow, breakerColumns, breakerRow, readBreaker, skewMs } from './row.js'
import type { BreakerRules } from './rules.js'
import { table } from './schema.js'
import { type Change, settleCall, settleProbe, type Verdict } from './settle.js'

export type { BreakerRules } from './rules.js'

/** The leave to call, or the wait before asking again. Whoever is admitted says once how it went; none of the three throws. */
export type Admission =
  | { readonly state: 'refused'; readonly retryAfterMs: number }
  | {
      readonly state: 'admitted'
      /** The one call that tries whether the destination is back; everyone else waits for its answer. */
      readonly isProbe: boolean
      succeeded(): Promise<void>
      failed(): Promise<void>
      /** The call told nothing of the destination, or was not made: a probe goes back. */
      abandoned(): Promise<void>
    }

export interface BreakerState {
  readonly name: string
  readonly state: 'closed' | 'open' | 'halfOpen'
  readonly failures: number
  /** Until a call has a chance to be admitted. */
  readonly retryAfterMs: number
}

export interface Breakers {
  /** `name` has at most 190 characters. Rejects where the database is away. */
  admit(name: string, rules: BreakerRules): Promise<Admission>
  stateOf(name: string): Promise<BreakerState>
  /** By name; those that never failed are not among them. */
  list(prefix?: string): Promise<readonly BreakerState[]>
}

export interface BreakersOptions {
  readonly database: Database
  readonly log: Log
  readonly metrics?: Metrics
}

// While a probe is out, its answer is near: a second instead of all the time it may take.
const lookAgainMs = 1_000

/** Breakers live in the database and run by its clock; a closed one costs one read a call. */
export function createBreakers({ database, log, metrics }: BreakersOptions): Breakers {
  const { knex, nowMs } = database
  const changes = metrics?.counter('breaker_changes_total', 'Breakers that opened, reopened or closed', [
    'to',
  ])
  const refusals = metrics?.counter('breaker_refusals_total', 'Calls that a breaker refused')

  async function claimProbe({ name, round }: BreakerRow, probeForMs: number): Promise<string | undefined> {
    const token = randomUUID()
    const claimed = await knex(table)
      .where({ name, round, is_open: true })
      .andWhere((due) => due.where('retry_at', '<=', nowMs).orWhere('retry_at', '>', beyond('cooldown_ms')))
      .andWhere((free) =>
        free.where('probe_until', '<=', nowMs).orWhere('probe_until', '>', beyond('probe_ms')),
      )
      .update({
        probe_token: token,
        probe_ms: probeForMs,
        probe_until: knex.raw('? + ?', [nowMs, probeForMs]),
      })
    return claimed > 0 ? token : undefined
  }
  const beyond = (column: string) => knex.raw('? + ?? + ?', [nowMs, column, skewMs])

  function admitted(isProbe: boolean, name: string, settle: (verdict: Verdict) => Promise<Change>) {
    let isSettled = false
    const once = (verdict: Verdict) => async () => {
      if (isSettled) return
      isSettled = true
      try {
        const change = await settle(verdict)
        if (change) tell(name, change)
      } catch (err) {
        log.warn({ err, breaker: name, verdict }, 'what came of a call could not be noted for its breaker')
      }
    }
    return {
      state: 'admitted' as const,
      isProbe,
      succeeded: once('succeeded'),
      failed: once('failed'),
      abandoned: once('abandoned'),
    }
  }

  function tell(name: string, to: string): void {
    changes?.inc({ to })
    if (to === 'closed') log.info({ breaker: name, to }, 'a breaker closed: its destination is back')
    else log.warn({ breaker: name, to }, 'a breaker opened: its destination is left alone for a while')
  }

  function refused(retryAfterMs: number): Admission {
    refusals?.inc()
    return { state: 'refused', retryAfterMs }
  }

  return {
    async admit(name, rules) {
      const row = await readBreaker(database, name)
      if (!row?.isOpen)
        return admitted(false, name, (verdict) => settleCall(database, name, row, rules, verdict))
      const waitMs = waitOf(row)
      if (waitMs > 0) return refused(waitMs)
      const token = await claimProbe(row, rules.probeForMs)
      if (token === undefined) return refused(lookAgainMs)
      log.info({ breaker: name }, 'a breaker lets one call try whether its destination is back')
      return admitted(true, name, (verdict) => settleProbe(database, row, token, rules, verdict))
    },

    async stateOf(name) {
      const row = await readBreaker(database, name)
      return row ? stateOf(row) : { name, state: 'closed', failures: 0, retryAfterMs: 0 }
    },

    async list(prefix = '') {
      const rows = await knex(table)
        .where('name', '>=', prefix)
        .andWhere('name', '<', `${prefix}\u{10ffff}`)
        .orderBy('name')
        .select(...breakerColumns(database))
      return rows.map((row) => stateOf(breakerRow(row)))
    },
  }
}

function waitOf({ restMs, probeRestMs }: BreakerRow): number {
  return Math.max(restMs, Math.min(probeRestMs, lookAgainMs))
}

function stateOf(row: BreakerRow): BreakerState {
  const { name, failures, isOpen, restMs } = row
  const state = !isOpen ? 'closed' : restMs > 0 ? 'open' : 'halfOpen'
  return { name, state, failures, retryAfterMs: waitOf(row) }
}
