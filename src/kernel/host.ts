/** Hosts: what each module is given of the kernel's parts, under its own name. */
import { join } from 'node:path'
import { createLeases } from './leases.js'
import type { Host } from './module.js'
import type { MountedModules } from './mounted.js'
import { createOffers } from './offers.js'
import { createHouse } from './pages/house.js'
import type { Parts } from './parts.js'
import { keyFrom } from './security/key.js'

/** What modules give each other is asked for when it is wanted: none of them is mounted yet. */
export function createHosts(parts: Parts, mounted: MountedModules): (name: string) => Host {
  const { config, log, metrics, clock, database, registry, problems, outbox, breakers, http, client } = parts
  const house = createHouse(mounted.all, log)
  const offers = createOffers(() => mounted.gather((module, state) => module.offers?.(state)))

  function linger(work: Promise<unknown>): void {
    try {
      parts.waitUntil?.(work)
    } catch (err) {
      log.error({ err }, 'the platform did not take a promise')
    }
  }

  return (name) => ({
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
    defer: parts.deferred.defer,
    linger,
    client,
    keyFor: (purpose) => keyFrom(parts.secrets, `${name} ${purpose}`),
    house,
    offers,
    variable: (variable) => config.variables.get(variable),
    stores: config.stores,
    dataFolder: join(config.dataFolder, name),
    publicUrl: config.publicUrl,
    production: config.production,
    closing: parts.closing.signal,
  })
}
