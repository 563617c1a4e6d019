/** How many rows a statement changed, as the drivers tell it. */
import type { Knex } from 'knex'
import { expect, test } from 'vitest'
import { changedBy } from '../../../src/kernel/outbox/rows.js'

const answering = (rows: unknown) => ({ raw: async () => rows }) as unknown as Knex

test.each([
  ['mysql2', [{ affectedRows: 2 }, undefined], 2],
  ['better-sqlite3', { changes: 0, lastInsertRowid: 1 }, 0],
])('%s tells it', async (_, result, expected) => {
  expect(await changedBy(answering([]), 'mysql', result)).toBe(expected)
})

test('SQLite itself is asked where its driver does not tell', async () => {
  expect(await changedBy(answering([{ n: 1 }]), 'sqlite', [])).toBe(1)
})

test.each(['sqlite', 'mysql'] as const)('what nobody tells is not none (%s)', async (kind) => {
  await expect(changedBy(answering([]), kind, [])).rejects.toThrow('how many rows')
})
