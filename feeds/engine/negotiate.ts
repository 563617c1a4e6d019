/** What a fetch of a feed is answered with: unchanged, packed or plain. */
import type { IncomingHttpHeaders } from 'node:http'

export interface Validators {
  /** Of the packed bytes; each encoding's ETag is made of it. */
  readonly sha256: string
  readonly changedAt: number
}

export type Encoding = 'gzip' | 'identity'

/** The ETag of one encoding: strong, because the bytes are immutable, and different for different bytes. */
export function etagOf(sha256: string, encoding: Encoding): string {
  return encoding === 'gzip' ? `"${sha256}-gz"` : `"${sha256}"`
}

/** Gzip where the client takes it at all; it then always prefers it to nothing. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  let any: boolean | undefined
  for (const part of (acceptEncoding ?? '').split(',')) {
    const [coding = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/)
    const accepted = !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
    if (coding === 'gzip' || coding === 'x-gzip') return accepted ? 'gzip' : 'identity'
    if (coding === '*') any = accepted
  }
  return any ? 'gzip' : 'identity'
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

const wholeSecond = (at: number): number => Math.floor(at / 1_000) * 1_000

/** Whether the client already has it; If-None-Match wins over If-Modified-Since (RFC 9110, 13.2.2). */
export function isUnchanged(headers: IncomingHttpHeaders, { sha256, changedAt }: Validators): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return matches(tags, sha256)
  const since = headers['if-modified-since']?.trim()
  // HTTP dates have whole seconds; no two contents of a feed share one (see `pointAt`).
  return since !== undefined && httpDate.test(since) && Date.parse(since) >= wholeSecond(changedAt)
}

// Either encoding's tag says that this content is known; proxies that recode mark them weak.
function matches(tags: string, sha256: string): boolean {
  if (tags.trim() === '*') return true
  return tags.split(',').some((tag) =>
    [`"${sha256}"`, `"${sha256}-gz"`].includes(
      tag
        .trim()
        .replace(/^W\//, '')
        .replace(/-gzip"$/, '"'),
    ),
  )
}
