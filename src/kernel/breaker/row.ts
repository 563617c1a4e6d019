/** A breaker's row as it is read, with its instants as time that is left by the database's own clock. */
import type { Database } from '../database/database.js'
import { table } from './schema.js'

// Where the server fell silent the system would notice after a quarter of an hour.
const readLimitMs = 10_000

export interface BreakerRow {
  readonly name: string
  readonly isOpen: boolean
  readonly failures: number
  readonly round: number
  readonly cooldownMs: number
  /** Until a probe may be made; none left when it may be now. */
  readonly restMs: number
  /** Until the probe that is out counts as lost; none left when none is out. */
  readonly probeRestMs: number
}

// What is left of a time that began with so many milliseconds cannot be longer, unless the clock was set back; the
// slack is for the nodes of a cluster, whose clocks differ a little.
export const skewMs = 60_000

/** Select these columns and pass what comes to `breakerRow`. */
export function breakerColumns({ knex, nowMs }: Database) {
  return [
    'name',
    'is_open',
    'failures',
    'round',
    'cooldown_ms',
    'probe_ms',
    knex.raw('retry_at - ? as rest_ms', [nowMs]),
    knex.raw('probe_until - ? as probe_rest_ms', [nowMs]),
  ]
}

export async function readBreaker(database: Database, name: string): Promise<BreakerRow | undefined> {
  const row = await database
    .knex(table)
    .where({ name })
    .first(...breakerColumns(database))
    .timeout(readLimitMs)
  return row && breakerRow(row)
}

export function breakerRow(row: Readonly<Record<string, unknown>>): BreakerRow {
  const isOpen = Number(row.is_open) === 1
  const cooldownMs = Number(row.cooldown_ms)
  return {
    name: String(row.name),
    isOpen,
    failures: Number(row.failures),
    round: Number(row.round),
    cooldownMs,
    restMs: isOpen ? left(Number(row.rest_ms), cooldownMs) : 0,
    probeRestMs: isOpen ? left(Number(row.probe_rest_ms), Number(row.probe_ms)) : 0,
  }
}

function left(restMs: number, ofMs: number): number {
  return restMs > ofMs + skewMs ? 0 : Math.max(0, restMs)
}
