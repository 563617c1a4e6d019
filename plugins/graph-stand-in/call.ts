/** One call as it came: what its path, headers and body say before anything is judged. */
import type { IncomingMessage } from 'node:http'
import { type Fields, isFields } from './fields.js'

export interface Call {
  readonly method: string
  readonly path: string
  readonly version: number | undefined
  /** Undefined where the path is not that of a pixel's events. */
  readonly pixel: string | undefined
  readonly token: string | undefined
  readonly tokenIn: 'header' | 'query' | 'body' | undefined
  readonly bytes: number
  /** Undefined where the body is not an object in JSON. */
  readonly body: Fields | undefined
}

export interface Target {
  readonly path: string
  readonly query: URLSearchParams
  readonly version: number | undefined
  readonly pixel: string | undefined
}

/** Reads the address alone; the body may still be under way. */
export function targetOf(req: IncomingMessage): Target {
  const [path = '/', ...query] = (req.url ?? '/').split('?')
  const [, version, pixel] = /^\/v(\d+)\.\d+\/([^/]+)\/events\/?$/.exec(path) ?? []
  return {
    path,
    query: new URLSearchParams(query.join('?')),
    version: version === undefined ? undefined : Number(version),
    pixel,
  }
}

/** `bytes` are those of the body; where a host's own parser took them, what it made of them. */
export function callOf(req: IncomingMessage, { query, ...target }: Target, read: Read): Call {
  const body = 'parsed' in read ? read.parsed : parse(read.bytes)
  const fields = isFields(body) ? body : undefined
  const [, bearer] = /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? []
  const tokens = { header: bearer, query: query.get('access_token'), body: fields?.access_token }
  const places = ['header', 'query', 'body'] as const
  const tokenIn = places.find((place) => typeof tokens[place] === 'string' && tokens[place] !== '')
  return {
    ...target,
    method: req.method ?? 'GET',
    token: tokenIn && String(tokens[tokenIn]),
    tokenIn,
    bytes: 'parsed' in read ? Number(req.headers['content-length'] ?? 0) : read.bytes.length,
    body: fields,
  }
}

export type Read = { readonly bytes: Buffer } | { readonly parsed: unknown }

/** Reads the whole body, unless a host's own parser did; rejects where the caller leaves before its end. */
export async function readBody(req: IncomingMessage & { body?: unknown }): Promise<Read> {
  // A parser that passes a body by leaves it unread, and may set an empty one all the same.
  if (req.readableEnded && req.body !== undefined) {
    const { body } = req
    return typeof body === 'string' || Buffer.isBuffer(body) ? { bytes: Buffer.from(body) } : { parsed: body }
  }
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return { bytes: Buffer.concat(chunks) }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
