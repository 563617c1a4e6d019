/** Testing codes end by themselves: one that is forgotten would keep every purchase from being reported. */
import { createHash } from 'node:crypto'
import { createTable, type Host, keyColumn, type Migration, type Values } from '../../src/kernel.js'
import { FACEBOOK_CONVERSION } from './settings.js'

export interface TestingCodes {
  /** The code, unless it was set too long ago. */
  valid(store: string, settings: Values<typeof FACEBOOK_CONVERSION>): Promise<string | undefined>
  /** When it stops counting, or did; undefined where there is none, or it may stay. */
  endsAt(store: string, settings: Values<typeof FACEBOOK_CONVERSION>): Promise<number | undefined>
}

const table = 'storecast_meta_testing_codes'
const hourMs = 3_600_000
const freshMs = 5_000

export const testingCodeMigrations: readonly Migration[] = [
  {
    name: 'meta-capi-001-testing-codes',
    up: (database) =>
      createTable(database, table, (columns) => {
        keyColumn(database, columns, 'store', 64).notNullable()
        keyColumn(database, columns, 'print', 64).notNullable()
        columns.bigInteger('seen_at').notNullable()
        columns.primary(['store', 'print'])
      }),
  },
]

type Kernel = Pick<Host, 'database' | 'clock' | 'registry'>

export function createTestingCodes({ database, clock, registry }: Kernel): TestingCodes {
  const known = new Map<
    string,
    { readonly code: string; readonly since: number; readonly askedAtMs: number }
  >()

  async function sinceOf(store: string, code: string): Promise<number> {
    const found = known.get(store)
    if (found?.code === code && performance.now() - found.askedAtMs < freshMs) return found.since
    const setAt = await registry.changedAt(store, FACEBOOK_CONVERSION.name, 'PIXEL_TESTING_CODE')
    const since = setAt ?? (await firstSeenAt(store, code))
    known.set(store, { code, since, askedAtMs: performance.now() })
    return since
  }

  /** The environment does not say since when it holds a code; a restart must not begin it anew. */
  async function firstSeenAt(store: string, code: string): Promise<number> {
    const print = createHash('sha256').update(code).digest('hex')
    const row = { store, print }
    await database
      .knex(table)
      .insert({ ...row, seen_at: clock.now() })
      .onConflict(['store', 'print'])
      .ignore()
    const found = await database.knex(table).where(row).first('seen_at')
    return Number(found?.seen_at ?? clock.now())
  }

  async function endsAt(
    store: string,
    { PIXEL_TESTING_CODE: code, TESTING_CODE_HOURS: hours }: Values<typeof FACEBOOK_CONVERSION>,
  ): Promise<number | undefined> {
    if (code === undefined || hours === 0) return undefined
    return (await sinceOf(store, code)) + hours * hourMs
  }

  return {
    endsAt,
    async valid(store, settings) {
      const until = await endsAt(store, settings)
      return until === undefined || clock.now() < until ? settings.PIXEL_TESTING_CODE : undefined
    },
  }
}
