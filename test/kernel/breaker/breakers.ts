/** Breakers on a database of their own, for the tests of them, and time that a test moves. */
import {
  type Admission,
  type BreakerRules,
  type Breakers,
  createBreakers,
} from '../../../src/kernel/breaker/breaker.js'
import { breakerMigrations } from '../../../src/kernel/breaker/schema.js'
import type { Database } from '../../../src/kernel/database/database.js'
import { createLog } from '../../../src/kernel/log.js'
import { createMetrics } from '../../../src/kernel/metrics.js'
import { type Lines, lines } from '../../support/lines.js'
import { opened } from '../../support/opened.js'

/** Minutes, so that the milliseconds a test takes decide nothing. */
export const rules: BreakerRules = {
  threshold: 3,
  cooldownMs: 100_000,
  multiplier: 2,
  maxCooldownMs: 500_000,
  probeForMs: 50_000,
}

export type Admitted = Extract<Admission, { state: 'admitted' }>

export interface Watched {
  readonly breakers: Breakers
  readonly database: Database
  readonly logged: Lines
  exposed(): Promise<string>
}

/** One process's breakers, with a connection of its own. */
export async function watched(url: string): Promise<Watched> {
  const database = await opened(url)
  for (const step of breakerMigrations) await step.up(database)
  const logged = lines()
  const metrics = createMetrics()
  const log = createLog({ level: 'debug', destination: logged })
  return {
    breakers: createBreakers({ database, log, metrics }),
    database,
    logged,
    exposed: async () => (await metrics.expose()).text,
  }
}

/** As if so much time had gone by; negative as if the database's clock had been set back. */
export async function pass({ knex }: Database, byMs: number, name?: string): Promise<void> {
  const rows = knex('storecast_breakers')
  await (name === undefined ? rows : rows.where({ name })).update({
    retry_at: knex.raw('retry_at - ?', [byMs]),
    probe_until: knex.raw('probe_until - ?', [byMs]),
  })
}

export function admitted(admission: Admission): Admitted {
  if (admission.state === 'refused') throw new Error(`refused for ${admission.retryAfterMs} ms`)
  return admission
}

export async function failTimes(breakers: Breakers, name: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await admitted(await breakers.admit(name, rules)).failed()
}
