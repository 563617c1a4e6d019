/** An error as an HTTP answer: problem details of RFC 9457. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError, faults } from '../errors.js'
import { hasBody } from './body-limit.js'
import { sendText } from './respond.js'

// What a handler may have said of an answer that now never comes.
const ofTheFailedAnswer = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-range',
  'etag',
  'expires',
  'last-modified',
  'transfer-encoding',
  'vary',
]

/** The error as its caller may see it: whatever was not meant for callers becomes `INTERNAL`. */
export function publicError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('INTERNAL', 'broken', 'The request failed; the log tells why under its request id.', {
    cause: error,
  })
}

/** Answers with `error`; an answer that has already begun is cut off, so that nobody takes it for a whole one. */
export function sendError(
  req: IncomingMessage,
  res: ServerResponse,
  error: AppError,
  requestId: string,
): void {
  if (res.headersSent) {
    if (!res.writableEnded) res.destroy()
    return
  }
  for (const name of ofTheFailedAnswer) res.removeHeader(name)
  const { status, title } = faults[error.fault]
  const type = `urn:storecast:error:${error.code}`
  const body = { type, title, status, detail: error.message, code: error.code, requestId }
  if (error.retryAfterSeconds !== undefined) {
    res.setHeader('retry-after', String(Math.ceil(error.retryAfterSeconds)))
  }
  if (hasBody(req)) res.setHeader('connection', 'close')
  res.setHeader('cache-control', 'no-store')
  sendText(res, status, 'application/problem+json; charset=utf-8', JSON.stringify(body))
}
