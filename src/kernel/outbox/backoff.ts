/** How long to wait before the next try of something that failed. */
import { createHash } from 'node:crypto'

const leastMs = 5_000
const mostMs = 15 * 60_000

/** Doubles with every attempt; the seed spreads what failed together, and gives the same again for the same. */
export function backoffMs(attempts: number, seed: string): number {
  const whole = Math.min(mostMs, leastMs * 2 ** Math.max(0, Math.min(attempts - 1, 20)))
  const part = createHash('sha256').update(`${seed} ${attempts}`).digest().readUInt16BE(0) / 0xffff
  return Math.round(whole * (0.75 + part / 4))
}
