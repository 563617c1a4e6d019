/** What a person may ask of stored entries: to let them go, or to erase them. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import { readLimitMs } from './rows.js'
import { entryTable } from './schema.js'
import { eraseEntries } from './sweep.js'

const mostPerPage = 1_000

export async function releaseWaiting(
  { knex, retry }: Database,
  store: string,
  key: string,
  now: number,
): Promise<number> {
  return retry(() =>
    knex(entryTable)
      .where({ store, pending_key: key, state: 'pending' })
      .update({ state: 'waiting', due_at: now, state_until: knex.ref('send_until'), pending_key: null }),
  )
}

export async function eraseWaiting(database: Database, store: string, key: string): Promise<number> {
  const waiting = (entries: Knex.QueryBuilder) => entries.where({ store, pending_key: key, state: 'pending' })
  const ids: string[] = await waiting(database.knex(entryTable)).pluck('id')
  return eraseEntries(database, ids, waiting)
}

/**
 * Reads every stored body: nothing that would find a person faster is kept for it. What is being sent is erased too.
 * That their events were sent stays in the log, which knows no person.
 */
export async function eraseMatching(
  { knex, retry }: Database,
  store: string,
  texts: readonly string[],
): Promise<number> {
  let erased = 0
  let after = ''
  for (;;) {
    const page: { id: string; body: string }[] = await knex(entryTable)
      .where({ store })
      .andWhere('id', '>', after)
      .orderBy('id')
      .limit(mostPerPage)
      .select('id', 'body')
      .timeout(readLimitMs)
    const ids = page.filter(({ body }) => texts.some((text) => body.includes(text))).map(({ id }) => id)
    if (ids.length > 0)
      erased += await retry(() => knex(entryTable).whereIn('id', ids).delete().timeout(readLimitMs))
    const last = page.at(-1)
    if (page.length < mostPerPage || !last) return erased
    after = last.id
  }
}
