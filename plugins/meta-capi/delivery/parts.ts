/** Parts of a claim: which entries go together, and how a part is taken apart that Meta did not take as a whole. */
import type { Entry, Verdict } from '../../../src/kernel.js'
import { isSuspect, repaired } from './repairs.js'

/** An entry with the body that is to be sent, which may be a mended one. */
export interface Parcel {
  readonly entry: Entry
  readonly body: string
}

// What fails again and again may be the fault of one entry that no answer names.
const togetherUntilAttempts = 4
const mostAfterThat = 10
const aloneFromAttempts = 7

/** What is fresh goes together, what failed before in ever smaller parts. */
export function partsOf(entries: readonly Entry[]): Parcel[][] {
  const parts: Parcel[][] = []
  const parcels = (some: readonly Entry[]) => some.map((entry) => ({ entry, body: entry.body }))
  const fresh = entries.filter(({ attempts }) => attempts <= togetherUntilAttempts)
  if (fresh.length > 0) parts.push(parcels(fresh))
  const stubborn = entries.filter(({ attempts }) => attempts > togetherUntilAttempts)
  for (let at = 0; at < stubborn.length; ) {
    const most = (stubborn[at]?.attempts ?? 0) >= aloneFromAttempts ? 1 : mostAfterThat
    parts.push(parcels(stubborn.slice(at, at + most)))
    at += most
  }
  return parts
}

export type Decide = (parcels: readonly Parcel[], outcome: Verdict['outcome']) => void

/** Meta says how many it took: where that is fewer, which ones is found by sending again; the same ids count once. */
export function acceptedParts(
  part: readonly Parcel[],
  received: number | undefined,
  decide: Decide,
  taken: 'done' | 'tested',
): Parcel[][] {
  if (received === undefined || received >= part.length) {
    decide(part, { kind: taken })
    return []
  }
  if (part.length > 1) return halves(part)
  decide(part, { kind: 'dead', reason: 'notReceived' })
  return []
}

/**
 * The one that the answer names is mended, and goes again with the others; where nothing can be mended it goes alone
 * first, because a name may also stand in a value that the answer quotes. What is refused alone is given up.
 */
export function refusedParts(
  part: readonly Parcel[],
  { index, subcode }: { readonly index?: number; readonly subcode?: number },
  giveUp: (parcel: Parcel) => void,
): Parcel[][] {
  const at = index !== undefined && index < part.length ? index : part.length === 1 ? 0 : undefined
  const named = at === undefined ? undefined : part[at]
  if (named === undefined) return suspectsApart(part, subcode)
  const body = repaired(named.body, subcode)
  if (body !== undefined)
    return [part.map((parcel) => (parcel === named ? { entry: named.entry, body } : parcel))]
  if (part.length > 1) return [[named], part.filter((parcel) => parcel !== named)]
  giveUp(named)
  return []
}

/** Those that cannot be at fault go first, all together; the rest is halved. */
function suspectsApart(part: readonly Parcel[], subcode: number | undefined): Parcel[][] {
  const suspects = part.filter(({ body }) => isSuspect(body, subcode))
  if (suspects.length === 0 || suspects.length === part.length) return halves(part)
  return [part.filter((parcel) => !suspects.includes(parcel)), suspects]
}

function halves(part: readonly Parcel[]): Parcel[][] {
  const middle = Math.ceil(part.length / 2)
  return [part.slice(0, middle), part.slice(middle)]
}
