/** Forgetting a destination: all that was ever kept for it goes, as if it had never been. */
import { table as breakerTable } from '../breaker/schema.js'
import type { Database } from '../database/database.js'
import { destinationTable, entryTable, logTable, sendTable } from './schema.js'
import { tallyTable } from './tally-schema.js'

/** What may have been sent is forgotten as well, so that it could be sent again: for destinations that were a rehearsal only. */
export async function forgetDestination(
  { knex, retry }: Pick<Database, 'knex' | 'retry'>,
  store: string,
  destination: string,
): Promise<void> {
  for (const table of [entryTable, logTable, sendTable, destinationTable])
    await retry(() => knex(table).where({ store, destination }).delete())
  const [other] = await knex(destinationTable).where({ store }).select('destination').limit(1)
  // What is counted is counted for a store; with its last destination there is nothing left that it could be of.
  if (!other) await retry(() => knex(tallyTable).where({ store }).delete())
  await retry(() =>
    knex(breakerTable)
      .where({ name: `${store} ${destination}` })
      .delete(),
  )
}
