/** Working on a feed alone: under its lease, not beyond it, and with a true word about its loss. */
import { AppError, databaseAway, type Host, type Lease } from '../../src/kernel.js'
import { type Feed, leaseOf, nameOf } from './feed.js'
import { answerWithin, orAbandoned } from './patience.js'

const leaseMs = 30_000
const takeLimitMs = 15_000
const abandonedAfterMs = 5_000

/**
 * Runs `work` under the feed's lease; undefined where another builder, here or in another process, has it.
 * What `work` throws goes through `told`, with why the lease is no longer held, if so; its answer is thrown.
 */
export type Alone = <T>(
  feed: Feed,
  work: (lease: Lease, signal: AbortSignal) => Promise<T>,
  told: (error: unknown, loss: unknown) => Promise<unknown>,
) => Promise<T | undefined>

export function createAlone(host: Pick<Host, 'database' | 'leases' | 'log' | 'closing'>): Alone {
  const { database, closing, log } = host

  return async (feed, work, told) => {
    closing.throwIfAborted()
    const lease = await take(feed)
    if (!lease) return undefined
    const signal = AbortSignal.any([lease.lost, closing])
    try {
      return await orAbandoned(work(lease, signal), signal, abandonedAfterMs)
    } catch (error) {
      throw await told(error, closing.aborted ? undefined : await lossOf(lease))
    } finally {
      await lease.release()
    }
  }

  async function take(feed: Feed): Promise<Lease | undefined> {
    const taking = host.leases.take(leaseOf(feed), leaseMs)
    const late = () => databaseAway(new Error(`no lease within ${takeLimitMs} ms`))
    // At the end of the process it is waited for as well: the database closes right behind it.
    const waiting = orAbandoned(taking, closing, abandonedAfterMs)
    try {
      return await answerWithin(takeLimitMs, new AbortController().signal, () => waiting, late)
    } catch (err) {
      taking.then(
        (lease) => lease?.release(),
        () => {},
      )
      if (!closing.aborted)
        log.warn({ err, store: feed.store, feed: nameOf(feed) }, 'a feed could not be looked at')
      throw err
    }
  }

  /** Why the lease is no longer held; a holder that slept may be the last to know. */
  async function lossOf({ lost, prove }: Lease): Promise<unknown> {
    try {
      const late = () => databaseAway(new Error(`no proof within ${takeLimitMs} ms`))
      await answerWithin(takeLimitMs, lost, () => database.transaction(prove), late)
      return undefined
    } catch (error) {
      if (lost.aborted) return lost.reason
      return error instanceof AppError && error.code === 'LEASE_LOST' ? error : undefined
    }
  }
}
