/** Keys for purposes, derived from the current secret: one that leaks opens nothing else. */
import { hkdfSync } from 'node:crypto'
import type { Secrets } from './secrets.js'

export function keyFrom([secret]: Secrets, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `storecast key ${purpose}`, 32))
}
