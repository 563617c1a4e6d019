/** The router: every route of every module behind one set of promises, mountable anywhere in a host's Express app. */
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { Log } from '../log.js'
import type { Mount } from '../module.js'
import { createAccessCheck } from './access.js'
import { addressesOf } from './address.js'
import { createClientReader } from './client.js'
import { type HealthOptions, healthRoutes } from './health.js'
import { createPipeline } from './pipeline.js'
import { createRateLimit } from './rate-limit.js'
import type { Route } from './route.js'
import { createTraffic } from './traffic.js'

export type { ServerSettings } from './server-settings.js'

export interface RouterOptions extends HealthOptions {
  /** Of all modules; the server's own are added here. */
  readonly routes: readonly Route[]
  /** Apps of their own below the router. */
  readonly mounts?: readonly Mount[]
  /** The first is the one that is meant where an address names none. */
  readonly stores: readonly string[]
  readonly log: Log
  readonly clock: Clock
  /** CIDRs; only from these are forwarded headers believed. */
  readonly trustedProxies: readonly string[]
}

export interface ServerRouter {
  /** Answers our own addresses; every other passes on to the host untouched. */
  readonly router: Router
  /** For a server that is ours alone: a 404 like every other answer of ours, for what the router passed on. */
  readonly notFound: RequestHandler
  /** Every route that the router answers, the server's own included. */
  readonly routes: readonly Route[]
  /** Requests of ours that are not answered to the end yet. */
  inFlight(): number
  /** From now on only health probes are answered; the rest is told to come back. */
  close(): void
}

const unknown = new AppError('ADDRESS_UNKNOWN', 'missing', 'Nothing is found at this address.')
const unknownStore = new AppError('STORE_UNKNOWN', 'missing', 'There is no such store.')
const malformed = new AppError('ADDRESS_MALFORMED', 'invalid', 'This address cannot be decoded.')

/** Makes the router; a table of routes that cannot be served, or a CIDR that is none, throws at once. */
export function createRouter(options: RouterOptions): ServerRouter {
  const { log, clock, metrics, settings, stores } = options
  const [defaultStore = 'default'] = stores
  const routes = [...healthRoutes(options), ...options.routes]
  const client = createClientReader(options.trustedProxies)
  const traffic = createTraffic(metrics, log)
  const requests = createRateLimit()
  const failures = createRateLimit()
  const checkAccess = createAccessCheck({ failures, settings, client, clock })
  let isClosed = false
  const isOpen = () => !isClosed
  const answer = createPipeline({ log, settings, client, traffic, requests, checkAccess, isOpen })

  const router = express.Router({ caseSensitive: true })
  for (const address of addressesOf(routes)) {
    router.all(address.path, (req, res) => answer(address, defaultStore, req, res))
    if (address.scope === 'process') continue
    router.all(`/s/:store${address.path}`, (req, res) => {
      const store = String(req.params.store)
      return stores.includes(store)
        ? answer(address, store, req, res)
        : answer(unknownStore, defaultStore, req, res)
    })
  }
  for (const { path, handler } of options.mounts ?? []) router.use(path, handler)
  // Express comes here only from a path of ours whose parameters it could not decode; our handlers never throw.
  const answerMalformed: ErrorRequestHandler = (_error, req, res, _next) =>
    answer(malformed, defaultStore, req, res)
  router.use(answerMalformed)

  return {
    router,
    notFound: (req, res) => answer(unknown, defaultStore, req, res),
    routes,
    inFlight: traffic.inFlight,
    close() {
      isClosed = true
      requests.close()
      failures.close()
    },
  }
}
