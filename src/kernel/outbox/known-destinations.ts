/** The destinations that the database knows of, as far as this process has seen to it: each is made known only once. */
import type { Knex } from 'knex'
import type { Database } from '../database/database.js'
import { addDestination } from './add.js'
import { inShortTransaction } from './transaction.js'

export interface KnownDestinations {
  has(store: string, destination: string): boolean
  /** Cheap when repeated. */
  know(store: string, destination: string): Promise<void>
  /** The same where a caller's transaction is about to need it. */
  knowWithin(trx: Knex.Transaction, store: string, destination: string): Promise<void>
  forget(store: string, destination: string): void
}

export function createKnownDestinations(database: Database): KnownDestinations {
  const { kind } = database
  // Those that this process committed itself, and those that it is about to: what a caller's transaction writes may
  // be rolled back by one around it.
  const known = new Set<string>()
  const knowing = new Map<string, Promise<void>>()

  async function know(store: string, destination: string): Promise<void> {
    const key = keyOf(store, destination)
    if (known.has(key)) return
    const before = knowing.get(key)
    if (before) return before
    const adding = inShortTransaction(database, (trx) => addDestination(trx, kind, store, destination))
      .then(() => void known.add(key))
      .finally(() => knowing.delete(key))
    knowing.set(key, adding)
    return adding
  }

  return {
    has: (store, destination) => known.has(keyOf(store, destination)),
    know,
    async knowWithin(trx, store, destination) {
      // Not in a transaction of many that meet here first: when one of them rolls back, InnoDB ends others as a
      // deadlock's victims. SQLite has one writer, and that is the caller.
      const within = () => addDestination(trx, kind, store, destination)
      // Where transactions like this one have taken every connection, there is none left for it.
      if (kind === 'mysql') await know(store, destination).catch(within)
      else await within()
    },
    forget(store, destination) {
      known.delete(keyOf(store, destination))
    },
  }
}

const keyOf = (store: string, destination: string): string => `${store} ${destination}`
