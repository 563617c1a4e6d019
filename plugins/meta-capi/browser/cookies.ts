/** The cookies of one name that a request carries: of its own header first, then what a parser left. */
import { unescape as percentDecoded } from 'node:querystring'
import type { RequestLike } from './request.js'

/** In the browser's order; several where cookies of the same name live on the host and on its domain. */
export function cookiesOf(req: RequestLike, name: string): readonly string[] {
  const header: unknown = req.headers.cookie
  const text = Array.isArray(header) ? header.join(';') : header
  const sent = typeof text === 'string' ? valuesIn(text, `${name}=`) : []
  return sent.length > 0 ? sent : parsedValues(req.cookies, name)
}

// Without cutting the header into all its cookies: this is asked twice of every request.
function valuesIn(header: string, prefix: string): string[] {
  const values: string[] = []
  for (let at = header.indexOf(prefix); at !== -1; at = header.indexOf(prefix, at + 1)) {
    const before = header.slice(header.lastIndexOf(';', at) + 1, at)
    if (before.trim() !== '') continue
    const end = header.indexOf(';', at)
    values.push(bare(header.slice(at + prefix.length, end === -1 ? undefined : end).trim()))
  }
  return values
}

// By descriptor: the parser's object may have no prototype, and a getter of it is not ours to run.
function parsedValues(cookies: unknown, name: string): string[] {
  if (typeof cookies !== 'object' || cookies === null) return []
  const value: unknown = Object.getOwnPropertyDescriptor(cookies, name)?.value
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((one) => (typeof one === 'string' ? [bare(one)] : []))
}

/** Frameworks quote and encode what needs neither. */
function bare(value: string): string {
  const inner = /^"(.*)"$/.exec(value)?.[1] ?? value
  return inner.includes('%') ? percentDecoded(inner) : inner
}
