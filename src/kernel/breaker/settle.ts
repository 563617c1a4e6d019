/** What an answer changes in a breaker's row, each change one conditional statement. */
import type { Database } from '../database/database.js'
import type { BreakerRow } from './row.js'
import type { BreakerRules } from './rules.js'
import { table } from './schema.js'

export type Verdict = 'succeeded' | 'failed' | 'abandoned'

/** What became of the breaker, where this answer changed its state. */
export type Change = 'open' | 'closed' | undefined

type Rules = Pick<BreakerRules, 'threshold' | 'cooldownMs' | 'multiplier' | 'maxCooldownMs'>

/** The answer to a call that met the breaker closed; `row` is what stood there when it was admitted. */
export async function settleCall(
  database: Database,
  name: string,
  row: BreakerRow | undefined,
  rules: Rules,
  verdict: Verdict,
): Promise<Change> {
  if (verdict === 'failed') return fail(database, name, row?.round, rules)
  // A call that began before the first failure tells nothing of the time after it, and need not write.
  if (verdict === 'succeeded' && row && row.failures > 0)
    await database.knex(table).where({ name, round: row.round, is_open: false }).update({ failures: 0 })
  return undefined
}

async function fail(
  database: Database,
  name: string,
  knownRound: number | undefined,
  { threshold, cooldownMs, maxCooldownMs }: Rules,
): Promise<Change> {
  const { knex, nowMs } = database
  const round = knownRound ?? 0
  if (knownRound === undefined) await insert(database, name)
  const pauseMs = Math.min(cooldownMs, maxCooldownMs)
  const open = () =>
    knex(table)
      .where({ name, round, is_open: false })
      .andWhere('failures', '>=', threshold - 1)
      .update({
        is_open: true,
        failures: knex.raw('failures + 1'),
        round: knex.raw('round + 1'),
        cooldown_ms: pauseMs,
        retry_at: knex.raw('? + ?', [nowMs, pauseMs]),
      })
  const count = () =>
    knex(table)
      .where({ name, round, is_open: false })
      .andWhere('failures', '<', threshold - 1)
      .update({ failures: knex.raw('failures + 1') })
  if ((await open()) > 0) return 'open'
  if ((await count()) > 0) return undefined
  // Others failed between the two, and this is the last one that was missing; or the breaker is in another round.
  return (await open()) > 0 ? 'open' : undefined
}

async function insert({ knex }: Database, name: string): Promise<void> {
  const blank = { is_open: false, failures: 0, round: 0, cooldown_ms: 0, retry_at: 0 }
  await knex(table)
    .insert({ name, ...blank, probe_token: '', probe_ms: 0, probe_until: 0 })
    .onConflict('name')
    .ignore()
}

/** The answer of the probe that holds `token`; where another one was let out since, it changes nothing. */
export async function settleProbe(
  { knex, nowMs }: Database,
  { name, round, cooldownMs }: BreakerRow,
  token: string,
  { multiplier, maxCooldownMs }: Rules,
  verdict: Verdict,
): Promise<Change> {
  const mine = knex(table).where({ name, round, is_open: true, probe_token: token })
  const back = { probe_token: '', probe_until: 0 }
  if (verdict === 'abandoned') {
    await mine.update(back)
    return undefined
  }
  if (verdict === 'succeeded') {
    const closed = { is_open: false, failures: 0, cooldown_ms: 0, retry_at: 0 }
    return (await mine.update({ ...back, ...closed })) > 0 ? 'closed' : undefined
  }
  const pauseMs = Math.min(cooldownMs * multiplier, maxCooldownMs)
  const reopened = await mine.update({
    ...back,
    failures: knex.raw('failures + 1'),
    round: round + 1,
    cooldown_ms: pauseMs,
    retry_at: knex.raw('? + ?', [nowMs, pauseMs]),
  })
  return reopened > 0 ? 'open' : undefined
}
