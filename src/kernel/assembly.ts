/** Assembly: makes one kernel of modules and configuration; nothing in it is shared with a second one. */
import { join } from 'node:path'
import type { RequestHandler, Router } from 'express'
import { createBreakers } from './breaker/breaker.js'
import { breakerMigrations } from './breaker/schema.js'
import { CIRCUIT_BREAKER } from './breaker/settings.js'
import { type Clock, systemClock } from './clock.js'
import { type Config, type ConfigOptions, readConfig, secretFolder } from './config.js'
import type { Database } from './database/database.js'
import { openDatabase } from './database/open-database.js'
import { waitForDatabase } from './database/wait-for-database.js'
import { createDeferred, type Deferred } from './deferred/deferred.js'
import { DEFERRED_TASK } from './deferred/settings.js'
import { createHttpClient } from './http-client.js'
import { createLeases } from './leases.js'
import { createLog, type Log, type LogOptions } from './log.js'
import { createMetrics } from './metrics.js'
import { migrate, pending } from './migrations.js'
import type { CheckDepth, Finding, Host, Module } from './module.js'
import { createOffers } from './offers.js'
import { createOutbox, type Outbox } from './outbox/outbox.js'
import { outboxMigrations } from './outbox/schema.js'
import { OUTBOX } from './outbox/settings.js'
import { createHouse } from './pages/house.js'
import { createProblems, type Problems, problemMigrations } from './problems.js'
import { createRegistry, type Registry } from './registry/registry.js'
import { registryMigrations } from './registry/rows.js'
import { createScheduler, scheduleMigrations } from './scheduler.js'
import { keyFrom } from './security/key.js'
import { createSealer } from './security/seal.js'
import { loadSecrets } from './security/secrets.js'
import { createClientReader } from './server/client.js'
import { idempotencyMigrations } from './server/idempotency.js'
import type { Route } from './server/route.js'
import { createRouter } from './server/router.js'
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

/** Everything that runs one Storecast; `migrate` and `start` are apart, because commands need only the first. */
export interface Kernel {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly registry: Registry
  readonly problems: Problems
  readonly outbox: Outbox
  readonly defer: Deferred['defer']
  readonly router: Router
  /** For a server that is Storecast's alone: answers what the router passed on. */
  readonly notFound: RequestHandler
  readonly routes: readonly Route[]
  readonly modules: readonly Module[]
  /** What a module's `assemble` made, for its commands. */
  state(module: string): unknown
  /** What a module adds to `cast`, for one store. */
  api(module: string, store: string): object
  /** Waits for the database, then runs what has not run, and lets modules prepare; answers the names of the steps. */
  migrate(): Promise<readonly string[]>
  pendingMigrations(): Promise<readonly string[]>
  /** What every module has to say about a store. */
  findings(store: string, depth?: CheckDepth): Promise<readonly Finding[]>
  /** What every module says at start. */
  welcome(): Promise<readonly string[]>
  start(): Promise<void>
  /** Resolves when every deferred task has ended and every event is in the database. */
  idle(): Promise<void>
  /** Drains: no new work, what runs ends or is aborted, then the database closes. A second call waits for the first. */
  close(): Promise<void>
}

const drainLimitMs = 10_000

export async function assemble(modules: readonly Module[], options: KernelOptions): Promise<Kernel> {
  const groups = [
    SHOP,
    SERVER,
    OUTBOX,
    DEFERRED_TASK,
    CIRCUIT_BREAKER,
    ...modules.flatMap(({ registry = [] }) => registry),
  ]
  const declared = Object.assign({}, ...modules.map(({ variables = {} }) => variables)) as Variables
  const config = readConfig(options, groups, declared)
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
  const closing = new AbortController()
  const breakers = createBreakers({ database, log, metrics })
  const http = createHttpClient()
  const client = createClientReader(config.trustedProxies)
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
    ...(options.waitUntil && { waitUntil: options.waitUntil }),
    rules: async (store = 'default') => {
      const { ENABLED, BUDGET_SECONDS } = await registry.read(DEFERRED_TASK, store)
      return { isEnabled: ENABLED, budgetMs: BUDGET_SECONDS * 1_000 }
    },
  })
  const mounted: { readonly module: Module; readonly state: unknown }[] = []
  const house = createHouse(mounted, log)
  const offers = createOffers(() => mounted.flatMap(({ module, state }) => module.offers?.(state) ?? []))
  const hostOf = (name: string): Host => ({
    name,
    log: log.child({ module: name }),
    metrics,
    clock,
    database,
    registry,
    leases: createLeases(database),
    problems,
    outbox,
    breakers,
    http,
    defer: deferred.defer,
    linger(work) {
      try {
        options.waitUntil?.(work)
      } catch (err) {
        log.error({ err }, 'the platform did not take a promise')
      }
    },
    client,
    house,
    offers,
    keyFor: (purpose) => keyFrom(secrets, `${name} ${purpose}`),
    variable: (variable) => config.variables.get(variable),
    stores: config.stores,
    dataFolder: join(config.dataFolder, name),
    publicUrl: config.publicUrl,
    production: config.production,
    closing: closing.signal,
  })
  try {
    for (const module of modules) {
      const state = module.assemble(hostOf(module.name))
      mounted.push({ module, state })
      for (const courier of module.couriers?.(state) ?? []) outbox.employ(courier)
    }
  } catch (error) {
    await database.close()
    throw error
  }
  const scheduler = createScheduler({
    schedules: mounted.flatMap(({ module, state }) => module.schedules?.(state) ?? []),
    stores: config.stores,
    database,
    clock,
    log,
  })
  const server = createRouter({
    routes: mounted.flatMap(({ module, state }) => module.routes?.(state) ?? []),
    mounts: mounted.flatMap(({ module, state }) => module.mounts?.(state) ?? []),
    stores: config.stores,
    log,
    clock,
    metrics,
    settings: async () => {
      const values = await registry.read(SERVER, 'default')
      return {
        rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
        failedCredentialsPerMinute: values.FAILED_CREDENTIALS_PER_MINUTE,
        metricsTokens: values.METRICS_TOKEN,
      }
    },
    trustedProxies: config.trustedProxies,
    ready: async () => [
      {
        name: 'database',
        ok: await database.ping().then(
          () => true,
          () => false,
        ),
      },
      { name: 'accepting', ok: !closing.signal.aborted },
    ],
  })
  const migrations = [
    ...registryMigrations,
    ...problemMigrations,
    ...scheduleMigrations,
    ...breakerMigrations,
    ...outboxMigrations,
    ...idempotencyMigrations,
    ...modules.flatMap(({ migrations: own = [] }) => own),
  ]

  async function drain(): Promise<void> {
    server.close()
    closing.abort()
    await scheduler.stop()
    for (const { module, state } of [...mounted].reverse()) await module.stop?.(state)
    const deadline = performance.now() + drainLimitMs
    while (server.inFlight() > 0 && performance.now() < deadline)
      await new Promise((done) => setTimeout(done, 20))
    // What requests have handed in goes to the outbox, and what the outbox holds to the database.
    await deferred.close()
    await outbox.stop()
    await http.close()
    await database.close()
    log.flush()
  }
  let closed: Promise<void> | undefined

  return {
    config,
    log,
    database,
    registry,
    problems,
    outbox,
    defer: deferred.defer,
    router: server.router,
    notFound: server.notFound,
    routes: server.routes,
    modules,
    state: (name) => mounted.find(({ module }) => module.name === name)?.state,
    api(name, store) {
      const found = mounted.find(({ module }) => module.name === name)
      return found?.module.api?.(found.state, store) ?? {}
    },
    async migrate() {
      await waitForDatabase(database, config.databaseWaitMs, log)
      const ran = await migrate(database, migrations, log)
      for (const { module, state } of mounted) await module.prepare?.(state)
      return ran
    },
    pendingMigrations: async () => (await pending(database, migrations)).map(({ name }) => name),
    async findings(store, depth = 'local') {
      const lists = await Promise.all(
        mounted.map(({ module, state }) => module.checks?.(state, store, depth) ?? []),
      )
      return lists.flat()
    },
    async welcome() {
      const lines = await Promise.all(mounted.map(({ module, state }) => module.welcome?.(state) ?? []))
      return lines.flat()
    },
    async start() {
      for (const { module, state } of mounted) await module.start?.(state)
      scheduler.start()
      outbox.start()
    },
    async idle() {
      await deferred.idle()
      await outbox.idle()
    },
    close: () => {
      closed ??= drain()
      return closed
    },
  }
}
