/** A database with the kernel's own tables, for tests of what lives in them. */
import { onTestFinished } from 'vitest'
import type { Database } from '../../src/kernel/database/database.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { createLog } from '../../src/kernel/log.js'
import { migrate } from '../../src/kernel/migrations.js'
import { problemMigrations } from '../../src/kernel/problems.js'
import { registryMigrations } from '../../src/kernel/registry/schema.js'
import { scheduleMigrations } from '../../src/kernel/scheduler.js'

export const kernelMigrations = [...registryMigrations, ...problemMigrations, ...scheduleMigrations]

/** Closed when the current test has finished; only inside a test. */
export async function opened(url: string): Promise<Database> {
  const database = await openDatabase(url)
  onTestFinished(() => database.close())
  return database
}

/** The same with the kernel's tables in it. */
export async function migrated(url: string): Promise<Database> {
  const database = await opened(url)
  await migrate(database, kernelMigrations, createLog({ level: 'silent' }))
  return database
}
