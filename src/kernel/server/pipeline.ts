/** The steps that every request takes, in the order that keeps the server safe: cheap refusals come first. */
import type { Request, Response } from 'express'
import { AppError, faults } from '../errors.js'
import type { Log } from '../log.js'
import type { AccessCheck } from './access.js'
import type { Address } from './address.js'
import { limitBody } from './body-limit.js'
import type { ClientReader } from './client.js'
import { publicError, sendError } from './error-answer.js'
import { Exchange } from './exchange.js'
import { setHeaders } from './headers.js'
import type { RateLimit } from './rate-limit.js'
import { requestIdOf } from './request-id.js'
import type { Route } from './route.js'
import type { ServerSettings } from './server-settings.js'
import type { Traffic } from './traffic.js'

export interface PipelineOptions {
  readonly log: Log
  readonly settings: () => Promise<ServerSettings>
  readonly client: ClientReader
  readonly traffic: Traffic
  readonly requests: RateLimit
  readonly checkAccess: AccessCheck
  readonly isOpen: () => boolean
}

/** Answers one request; `target` is the address it met, or why it met none. Never rejects. */
export type Pipeline = (
  target: Address | AppError,
  store: string,
  req: Request,
  res: Response,
) => Promise<void>

const leaving = new AppError('SERVER_CLOSING', 'unavailable', 'This process is about to end.', {
  retryAfterSeconds: 5,
})

export function createPipeline(options: PipelineOptions): Pipeline {
  const { log, settings, client, traffic, requests, checkAccess, isOpen } = options

  async function limitRate(req: Request): Promise<void> {
    const { rateLimitPerMinute } = await settings()
    const retryAfterSeconds = await requests.count(client.address(req), rateLimitPerMinute)
    if (retryAfterSeconds === 0) return
    const message = 'Too many requests came from this address.'
    throw new AppError('RATE_LIMITED', 'tooMany', message, { retryAfterSeconds })
  }

  async function admit(target: Address | AppError, { req, res }: Exchange): Promise<Route> {
    const route = target instanceof AppError ? undefined : target.routeFor(req.method)
    if (target instanceof AppError || !target.unlimited) {
      if (!isOpen()) throw leaving
      // A whole shop calls from one address; who cannot sign meets the limit of wrong credentials.
      if (route?.access.kind !== 'signed') await limitRate(req)
    }
    if (target instanceof AppError) throw target
    if (route === undefined) {
      res.setHeader('allow', target.allow)
      throw new AppError('METHOD_NOT_ALLOWED', 'method', `This address answers ${target.allow}.`)
    }
    await limitBody(req, route.bodyLimitBytes ?? 0)
    return route
  }

  async function fail(exchange: Exchange, error: unknown): Promise<void> {
    const { req, res, requestId, address } = exchange
    const shown = publicError(error)
    exchange.errorCode = shown.code
    if (exchange.isAbandoned && (error as Error | undefined)?.name === 'AbortError') return
    if (faults[shown.fault].status >= 500) {
      const line = { requestId, route: address?.path, code: shown.code, err: error }
      if (shown.fault === 'unavailable') log.warn(line, shown.message)
      else log.error(line, 'request failed')
    }
    if (exchange.isOver || (await isShown(exchange, shown))) return
    sendError(req, res, shown, requestId)
  }

  /** Whether the route told the error in its own way. */
  async function isShown(exchange: Exchange, error: AppError): Promise<boolean> {
    const { req, res, address } = exchange
    const route = address?.routeFor(req.method) ?? address?.routeFor('GET')
    if (route?.showError === undefined || res.headersSent) return false
    try {
      await route.showError(exchange, error)
    } catch (err) {
      if (!exchange.isOver)
        log.error({ err, requestId: exchange.requestId }, 'an error could not be shown as a page')
    }
    return res.headersSent || exchange.isOver
  }

  return async (target, store, req, res) => {
    const address = target instanceof AppError ? undefined : target
    const exchange = new Exchange({ address, store, requestId: requestIdOf(req), req, res }, log)
    setHeaders(res, exchange.requestId, client.isSecure(req))
    traffic.follow(exchange)
    try {
      const route = await admit(target, exchange)
      await checkAccess(exchange, route.access)
      await route.handle(exchange)
    } catch (error) {
      await fail(exchange, error)
    }
  }
}
