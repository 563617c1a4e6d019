/** Which behaviour the next call meets, for all pixels and for single ones. */
import type { Behaviour, MisbehaveScope } from './contract.js'
import { ways } from './misbehaviours.js'

export interface Manners {
  /** Throws on a name that the table does not have. */
  set(behaviour: Behaviour | null, scope?: MisbehaveScope): void
  /** Undefined where the call is to be treated well; each asking counts as a call. */
  next(pixel: string | undefined): Behaviour | undefined
  clear(): void
}

export function createManners(): Manners {
  const set = new Map<string, { readonly behaviour: Behaviour; left: number }>()
  const all = ''

  return {
    set(behaviour, { times = Number.POSITIVE_INFINITY, pixel = all } = {}) {
      if (behaviour === null) {
        set.delete(pixel)
        return
      }
      if (!Object.hasOwn(ways, behaviour.name)) {
        throw new TypeError(`No behaviour ${behaviour.name}; there are ${Object.keys(ways).join(', ')}`)
      }
      set.set(pixel, { behaviour, left: times })
    },
    next(pixel) {
      for (const scope of [pixel ?? all, all]) {
        const one = set.get(scope)
        if (one === undefined) continue
        one.left -= 1
        if (one.left <= 0) set.delete(scope)
        if (one.left >= 0) return one.behaviour
      }
      return undefined
    },
    clear: () => set.clear(),
  }
}
