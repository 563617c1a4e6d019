/** A migration: one step of the schema that may run twice and ends the same. */
import type { Database } from './database/database.js'

export interface Migration {
  /** Unique among all modules, as `feeds-001-snapshots`; never changed once released. */
  readonly name: string
  /** One step that can run again after half of it took effect: DDL commits as it goes on MySQL. */
  up(database: Database): Promise<void>
}
