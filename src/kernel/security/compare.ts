/** Comparing secrets so that the time it takes tells nothing about them. */
import { hash, timingSafeEqual } from 'node:crypto'

/** Whether `presented` is one of `accepted`; every one of them is compared, and an empty text is never accepted. */
export function isOneOf(presented: string, accepted: readonly string[]): boolean {
  const offered = digest(presented)
  let found = false
  for (const secret of accepted) {
    const equal = timingSafeEqual(offered, digest(secret))
    found = (equal && secret !== '') || found
  }
  return found
}

// timingSafeEqual throws on unequal lengths, which would tell the length; digests are always 32 bytes.
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
