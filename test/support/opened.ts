/** A database with the kernel's own tables, and a registry on it, for tests of what lives there. */
import { onTestFinished } from 'vitest'
import type { Clock } from '../../src/kernel/clock.js'
import type { Database } from '../../src/kernel/database/database.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { createLog } from '../../src/kernel/log.js'
import { migrate } from '../../src/kernel/migrations.js'
import { createProblems, type Problems, problemMigrations } from '../../src/kernel/problems.js'
import type { Group } from '../../src/kernel/registry/group.js'
import { createRegistry, type Registry } from '../../src/kernel/registry/registry.js'
import { registryMigrations } from '../../src/kernel/registry/rows.js'
import { scheduleMigrations } from '../../src/kernel/scheduler.js'
import { createSealer } from '../../src/kernel/security/seal.js'
import { testClock } from './clock.js'
import { type Lines, lines } from './lines.js'

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

export interface RegistryParts {
  readonly groups: readonly Group[]
  readonly clock?: Clock
  /** The current one first. */
  readonly secrets?: readonly [string, ...string[]]
  readonly fromEnvironment?: ReadonlyMap<string, unknown>
}

export interface OpenedRegistry extends Registry {
  readonly problems: Problems
  readonly lines: Lines
}

/** A registry as the assembly makes it; a second one on the same database stands for another process. */
export function registryOn(database: Database, parts: RegistryParts): OpenedRegistry {
  const { groups, clock = testClock(), secrets = ['the secret of these tests'] } = parts
  const written = lines()
  const log = createLog({ level: 'debug', destination: written })
  const problems = createProblems(database, clock, log)
  const registry = createRegistry({
    database,
    clock,
    log,
    sealer: createSealer(secrets),
    problems,
    groups,
    fromEnvironment: parts.fromEnvironment ?? new Map(),
  })
  return { ...registry, problems, lines: written }
}
