/** Counts what each client does in a minute, in bounded memory. */
import { hash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from './network.js'

const windowSeconds = 60

export interface RateLimit {
  /** Counts one more of `address`; answers 0, or beyond `perMinute` the seconds until it may try again. */
  count(address: string, perMinute: number): Promise<number>
  /** Forgets everything, timers included. */
  close(): void
}

/**
 * A count per client network. At most about `mostClients` are told apart in a window, so that a flood of addresses
 * cannot fill the memory; those that come later in it share 256 counts.
 */
export function createRateLimit(mostClients = 20_000): RateLimit {
  const limiter = new RateLimiterMemory({ keyPrefix: '', points: 1, duration: windowSeconds })
  // A count lives for one window, so it began in this window or in the one before.
  let window = 0
  let begunNow = 0
  let begunBefore = 0

  function turnWindow(): void {
    const current = Math.floor(Date.now() / (windowSeconds * 1000))
    if (current === window) return
    begunBefore = current === window + 1 ? begunNow : 0
    begunNow = 0
    window = current
  }

  async function keyOf(network: string): Promise<string> {
    turnWindow()
    if (begunNow + begunBefore < mostClients || (await limiter.get(network)) !== null) return network
    return `shared ${hash('sha256', network, 'hex').slice(0, 2)}`
  }

  return {
    async count(address, perMinute) {
      // `penalty` counts without judging: the limit is a setting and may change between two calls.
      const counted = await limiter.penalty(await keyOf(networkOf(address)))
      if (counted.isFirstInDuration) begunNow += 1
      return counted.consumedPoints > perMinute ? Math.max(1, Math.ceil(counted.msBeforeNext / 1000)) : 0
    },
    close() {
      for (const { key } of limiter.dump().storage) void limiter.delete(key)
    },
  }
}
