/** Reading a catalog at one instant, where it offers that. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Catalog } from '../catalog/contract.js'
import { answerWithin } from './patience.js'
import { tooSlow, type WalkOptions } from './walk.js'

const viewGraceMs = 2_000

/** The end is that of the reading: a view that hangs can neither keep it from beginning nor from ending. */
export async function inStillView<T>(
  catalog: Catalog,
  read: (view: Catalog) => Promise<T>,
  { pageLimitMs, signal }: Pick<WalkOptions, 'pageLimitMs' | 'signal'>,
): Promise<T> {
  const still = catalog.still?.bind(catalog)
  if (still === undefined) return read(catalog)
  let view: Promise<T> | undefined
  const begun = () =>
    new Promise<{ readonly reading: Promise<T> }>((resolve, reject) => {
      view = still((opened) => {
        const reading = read(opened)
        reading.catch(() => {})
        resolve({ reading })
        return reading
      })
      view.catch(reject)
    })
  const late = () => tooSlow('a view that stands still', pageLimitMs)
  const { reading } = await answerWithin(pageLimitMs, signal, begun, late)
  const closed = new AbortController()
  try {
    return await reading
  } finally {
    const grace = pause(viewGraceMs, undefined, { signal: closed.signal }).catch(() => {})
    await Promise.race([view?.catch(() => {}), grace])
    closed.abort()
  }
}
