/** Signatures of messages: HMAC-SHA256 over the second of signing and the raw bytes, so that neither can be changed. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a sender claims: when it signed, and what came of it under each of its keys. */
export interface Signature {
  /** Unix seconds. */
  readonly atSeconds: number
  readonly digests: readonly Buffer[]
}

// Two while a sender's key is replaced; more only cost time.
const mostSignatures = 5
const toleranceSeconds = 300

/** The value of the header, as a sender with this key would make it. */
export function sign(body: string | Uint8Array, key: string, atSeconds: number): string {
  return `t=${atSeconds},v1=${digest(body, key, atSeconds).toString('hex')}`
}

/** Reads `t=…,v1=…`; parts of other names are left to later versions. Undefined where it is no signature. */
export function readSignature(header: string): Signature | undefined {
  const times: number[] = []
  const digests: Buffer[] = []
  for (const part of header.split(',')) {
    const [, name, value = ''] = /^ *(\w+)=([!-~]+) *$/.exec(part) ?? []
    if (name === undefined) return undefined
    if (name === 't') {
      if (!/^\d{1,12}$/.test(value)) return undefined
      times.push(Number(value))
    }
    if (name === 'v1') {
      if (!/^[\da-f]{64}$/i.test(value)) return undefined
      digests.push(Buffer.from(value, 'hex'))
    }
  }
  const [atSeconds, ...further] = times
  if (atSeconds === undefined || further.length > 0) return undefined
  if (digests.length === 0 || digests.length > mostSignatures) return undefined
  return { atSeconds, digests }
}

/** Whether it was made within the last five minutes, or the next: clocks differ, and what was overheard grows old. */
export function isFresh({ atSeconds }: Signature, nowMs: number): boolean {
  return Math.abs(nowMs / 1_000 - atSeconds) <= toleranceSeconds
}

/** Whether one of the digests is that of `body` under one of the keys; all pairs are compared, in constant time. */
export function verify(
  body: Uint8Array,
  { atSeconds, digests }: Signature,
  keys: readonly string[],
): boolean {
  let found = false
  for (const key of keys) {
    const right = digest(body, key, atSeconds)
    for (const offered of digests) {
      const equal = timingSafeEqual(offered, right)
      found = (equal && key !== '') || found
    }
  }
  return found
}

function digest(body: string | Uint8Array, key: string, atSeconds: number): Buffer {
  return createHmac('sha256', key).update(`${atSeconds}.`).update(body).digest()
}
