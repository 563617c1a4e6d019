/** Every id of a group of variants, read from an index alone. */
import type { Knex } from 'knex'
import { tables } from './schema.js'
import { readable } from './unreadable.js'

const pageSize = 5_000

/** Each id once, some thousand at a time; a product that names itself as its group makes none. */
export async function* groupIdsOf(
  view: Knex,
  store: string,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  for (let last = ''; ; ) {
    signal.throwIfAborted()
    const ids: string[] = await readable(
      view(tables.products)
        .where({ store })
        .where('group_id', '>', last)
        .where('group_id', '<>', view.ref('id'))
        .distinct('group_id')
        .orderBy('group_id')
        .limit(pageSize)
        .pluck('group_id'),
    )
    const end = ids.at(-1)
    if (end === undefined) return
    last = end
    yield ids
  }
}
