/** A router with everything real around it but its settings, for tests of what the server does with a request. */
import express from 'express'
import { systemClock } from '../../src/kernel/clock.js'
import { createLog } from '../../src/kernel/log.js'
import { createMetrics } from '../../src/kernel/metrics.js'
import { open, type Route, signed, token } from '../../src/kernel/server/route.js'
import { createRouter, type RouterOptions, type ServerRouter } from '../../src/kernel/server/router.js'
import type { ServerSettings } from '../../src/kernel/server/server-settings.js'
import { type Lines, lines } from './lines.js'

export interface Routed extends ServerRouter {
  /** An app with the router at its root and our 404 behind it. */
  readonly app: express.Express
  readonly lines: Lines
}

const generous: ServerSettings = {
  rateLimitPerMinute: 1e6,
  failedCredentialsPerMinute: 1e6,
  metricsTokens: ['m'],
}

export function routed({
  settings = {},
  ...options
}: Partial<Omit<RouterOptions, 'settings'>> & { readonly settings?: Partial<ServerSettings> }): Routed {
  const written = lines()
  const server = createRouter({
    routes: [],
    stores: ['default'],
    log: createLog({ level: 'debug', destination: written }),
    clock: systemClock,
    metrics: createMetrics(),
    settings: async () => ({ ...generous, ...settings }),
    trustedProxies: [],
    ready: async () => [],
    ...options,
  })
  const app = express()
  app.use(server.router)
  app.use(server.notFound)
  return { ...server, app, lines: written }
}

/** An open route of stores that answers its own path. */
export function page(path: string, over: Partial<Route> = {}): Route {
  return {
    method: 'GET',
    path,
    summary: 'A page',
    access: open,
    scope: 'store',
    handle({ res, store }) {
      res.setHeader('content-type', 'text/plain; charset=utf-8')
      res.end(`${store} ${path}`)
    },
    ...over,
  }
}

export const guardedBy = (...tokens: string[]) => token('pages', async () => ({ state: 'guarded', tokens }))

export const signedBy = (...keys: string[]) => signed('hooks', async () => ({ state: 'guarded', keys }))
