/** The form of `_fbp` and `_fbc`: `fb.<dots of the domain>.<milliseconds>.<payload>`, and maybe an appendix. */
import { withoutAppendix } from './appendix.js'

export interface MetaCookie {
  /** As it came, appendix included: the browser's own events carry it like this. */
  readonly value: string
  readonly createdAt: number
  /** Without an appendix; the click id in `_fbc`, a random number in `_fbp`. */
  readonly payload: string
}

const mostPayloadChars = 500

// What stands in a cookie as it is (RFC 6265), so that nobody who encodes or quotes cookies changes it; no `%`, so
// that decoding one is never a guess.
const payloadForm = /^(?!\.)[!#$&-+\--:<-[\]-~]+$/

// Milliseconds have 13 digits until 2286: what has others was written by a clock of seconds.
const form = /^fb\.\d{1,2}\.(\d{13})\.(.+)$/s

/** Whether it can stand in a cookie for what comes after the third dot. */
export function isPayload(text: string): boolean {
  return text.length <= mostPayloadChars && payloadForm.test(text)
}

/** Undefined for what is none; dots in the payload are fine. */
export function parseMetaCookie(value: string): MetaCookie | undefined {
  const [, createdAt = '', payload = ''] = form.exec(value) ?? []
  return isPayload(payload)
    ? { value, createdAt: Number(createdAt), payload: withoutAppendix(payload) }
    : undefined
}

/** A new value without an appendix, which Events Manager calls a modified click id (capi-param-builder#13). */
export function formatMetaCookie(index: number, createdAt: number, payload: string | number): string {
  return `fb.${index}.${createdAt}.${payload}`
}
