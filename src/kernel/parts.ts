/** The parts of one kernel: opened and at rest; nothing is migrated, served or run in the background yet. */
import { createBreakers } from './breaker/breaker.js'
import { CIRCUIT_BREAKER } from './breaker/settings.js'
import { type Clock, systemClock } from './clock.js'
import { type ConfigOptions, readConfig, secretFolder } from './config.js'
import { openDatabase } from './database/open-database.js'
import { createDeferred } from './deferred/deferred.js'
import { DEFERRED_TASK } from './deferred/settings.js'
import { createHttpClient } from './http/client.js'
import { createLog, type LogOptions } from './log.js'
import { createMetrics } from './metrics.js'
import type { Module } from './module.js'
import { createOutbox } from './outbox/outbox.js'
import { OUTBOX } from './outbox/settings.js'
import { createProblems } from './problems.js'
import { createRegistry } from './registry/registry.js'
import { createSealer } from './security/seal.js'
import { loadSecrets } from './security/secrets.js'
import { createClientReader } from './server/client.js'
import { SERVER } from './server/settings.js'
import { SHOP } from './shop.js'
import type { Variables } from './variables.js'

export interface KernelOptions extends ConfigOptions {
  /** Where log lines go; standard output unless given. */
  readonly logDestination?: LogOptions['destination']
  readonly clock?: Clock
  /** For platforms that freeze the process after a response: gets the promise of what still runs then. */
  readonly waitUntil?: (work: Promise<unknown>) => void
}

export type Parts = Awaited<ReturnType<typeof openParts>>

const ownGroups = [SHOP, SERVER, OUTBOX, DEFERRED_TASK, CIRCUIT_BREAKER]

/** Throws what keeps it from beginning: a mistake in the configuration, a database or secret that cannot be had. */
export async function openParts(modules: readonly Module[], options: KernelOptions) {
  const groups = [...ownGroups, ...modules.flatMap(({ registry = [] }) => registry)]
  const variables = Object.assign({}, ...modules.map(({ variables: own = {} }) => own)) as Variables
  const config = readConfig(options, groups, variables)
  const log = createLog({
    level: config.logLevel,
    ...(options.logDestination && { destination: options.logDestination }),
  })
  const clock = options.clock ?? systemClock
  const metrics = createMetrics()
  const database = await openDatabase(config.database)
  // Behind the database: an address that is none must not become a folder with a secret in it.
  const secrets = await loadSecrets(config.secret, secretFolder(config)).catch(async (error) => {
    await database.close()
    throw error
  })
  const problems = createProblems(database, clock, log)
  const registry = createRegistry({
    database,
    clock,
    log,
    sealer: createSealer(secrets),
    problems,
    groups,
    fromEnvironment: config.registryValues,
  })
  const breakers = createBreakers({ database, log, metrics })
  const outbox = createOutbox({
    database,
    clock,
    log,
    metrics,
    problems,
    registry,
    breakers,
    stores: config.stores,
  })
  const deferred = createDeferred({
    log,
    metrics,
    waitUntil: options.waitUntil,
    rules: async (store = 'default') => {
      const { ENABLED, BUDGET_SECONDS } = await registry.read(DEFERRED_TASK, store)
      return { isEnabled: ENABLED, budgetMs: BUDGET_SECONDS * 1_000 }
    },
  })
  return {
    config,
    log,
    clock,
    metrics,
    database,
    secrets,
    problems,
    registry,
    breakers,
    outbox,
    deferred,
    http: createHttpClient(),
    client: createClientReader(config.trustedProxies),
    closing: new AbortController(),
    waitUntil: options.waitUntil,
  }
}
