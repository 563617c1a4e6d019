/** Small answers, sent by node's own means: what Express would do depends on the host app's settings. */
import type { ServerResponse } from 'node:http'

/** Sends `text` whole; node leaves the body away for HEAD, and keeps its length. */
export function sendText(res: ServerResponse, status: number, contentType: string, text: string): void {
  res.statusCode = status
  res.setHeader('content-type', contentType)
  res.setHeader('content-length', Buffer.byteLength(text))
  res.end(text)
}

export function sendJson(res: ServerResponse, status: number, value: unknown): void {
  sendText(res, status, 'application/json; charset=utf-8', JSON.stringify(value))
}
