/** Assembly: makes one kernel of modules and configuration; nothing in it is shared with a second one. */
import { setTimeout as pause } from 'node:timers/promises'
import type { RequestHandler, Router } from 'express'
import { breakerMigrations } from './breaker/schema.js'
import type { Config } from './config.js'
import type { Database } from './database/database.js'
import { waitForDatabase } from './database/wait-for-database.js'
import type { Deferred } from './deferred/deferred.js'
import { createHosts } from './host.js'
import type { Log } from './log.js'
import type { Migration } from './migration.js'
import { migrate, pending } from './migrations.js'
import type { CheckDepth, Finding, Module } from './module.js'
import { createMountedModules, type MountedModules } from './mounted.js'
import type { Outbox } from './outbox/outbox.js'
import { outboxMigrations } from './outbox/schema.js'
import { type KernelOptions, openParts, type Parts } from './parts.js'
import { type Problems, problemMigrations } from './problems.js'
import type { Registry } from './registry/registry.js'
import { registryMigrations } from './registry/schema.js'
import { createScheduler, scheduleMigrations } from './scheduler.js'
import { idempotencyMigrations } from './server/idempotency.js'
import type { Route } from './server/route.js'
import { createRouter, type ServerRouter } from './server/router.js'
import { SERVER } from './server/settings.js'

export type { KernelOptions } from './parts.js'

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
  const parts = await openParts(modules, options)
  const { config, log, clock, database, registry, problems, outbox, deferred } = parts
  const mounted = await mount(modules, parts)
  const scheduler = createScheduler({
    schedules: mounted.gather((module, state) => module.schedules?.(state)),
    stores: config.stores,
    database,
    clock,
    log,
  })
  const server = serverOf(parts, mounted)
  const migrations = migrationsOf(modules)

  async function drain(): Promise<void> {
    server.close()
    parts.closing.abort()
    await scheduler.stop()
    await mounted.stop()
    const deadline = performance.now() + drainLimitMs
    while (server.inFlight() > 0 && performance.now() < deadline) await pause(20)
    // What requests have handed in goes to the outbox, and what the outbox holds to the database.
    await deferred.close()
    await outbox.stop()
    await parts.http.close()
    await problems.idle()
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
    state: mounted.state,
    api: mounted.api,
    async migrate() {
      await waitForDatabase(database, config.databaseWaitMs, log)
      const ran = await migrate(database, migrations, log)
      await mounted.prepare()
      return ran
    },
    pendingMigrations: async () => (await pending(database, migrations)).map(({ name }) => name),
    findings: (store, depth = 'local') => mounted.findings(store, depth),
    welcome: mounted.welcome,
    async start() {
      await mounted.start()
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

/** A module that cannot be assembled leaves no database open behind it. */
async function mount(modules: readonly Module[], parts: Parts): Promise<MountedModules> {
  const mounted = createMountedModules()
  const hostOf = createHosts(parts, mounted)
  try {
    for (const module of modules) {
      const state = module.assemble(hostOf(module.name))
      mounted.add(module, state)
      for (const courier of module.couriers?.(state) ?? []) parts.outbox.employ(courier)
    }
  } catch (error) {
    await parts.database.close()
    throw error
  }
  return mounted
}

function serverOf(parts: Parts, mounted: MountedModules): ServerRouter {
  const { config, log, clock, metrics, database, registry, closing } = parts
  return createRouter({
    routes: mounted.gather((module, state) => module.routes?.(state)),
    mounts: mounted.gather((module, state) => module.mounts?.(state)),
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
}

/** The kernel's own first; each list in the order in which its steps were released. */
function migrationsOf(modules: readonly Module[]): readonly Migration[] {
  return [
    ...registryMigrations,
    ...problemMigrations,
    ...scheduleMigrations,
    ...breakerMigrations,
    ...outboxMigrations,
    ...idempotencyMigrations,
    ...modules.flatMap(({ migrations = [] }) => migrations),
  ]
}
