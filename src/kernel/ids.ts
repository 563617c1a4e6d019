/** Keys that sort by the time they were made (UUIDv7), and secrets that cannot be guessed. */
import { randomBytes } from 'node:crypto'

/** A UUIDv7: 48 bits of milliseconds, then 74 random bits, so that index inserts stay at the end. */
export function timeOrderedId(nowMs: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(nowMs, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A token of 192 random bits in URL-safe characters. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url')
}
