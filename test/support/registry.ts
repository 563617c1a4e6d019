/** A registry as the assembly makes it, for tests and for the children they start. */
import type { Clock } from '../../src/kernel/clock.js'
import type { Database } from '../../src/kernel/database/database.js'
import { createLog } from '../../src/kernel/log.js'
import { createProblems, type Problems } from '../../src/kernel/problems.js'
import type { Group } from '../../src/kernel/registry/group.js'
import { createRegistry, type Registry } from '../../src/kernel/registry/registry.js'
import { createSealer } from '../../src/kernel/security/seal.js'
import { testClock } from './clock.js'
import { type Lines, lines } from './lines.js'

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
