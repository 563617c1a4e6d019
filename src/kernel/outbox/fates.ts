/** Fates: a claim's verdicts as changes of rows, those of the same fate together. */
import { backoffMs } from './backoff.js'
import type { Claim } from './claim.js'
import type { Verdict } from './courier.js'
import type { Entry } from './entry.js'

// What came back untouched goes soon, but not in a circle.
const returnedMs = 1_000

/** How long what is over stays. */
export interface Keeping {
  readonly sentMs: number
  readonly deadMs: number
}

/** What a group of entries becomes. */
export interface Fate {
  readonly state: 'waiting' | 'done' | 'tested' | 'dead'
  readonly reason: string | null
  readonly dueAt: number
  /** When it is forgotten; undefined for what waits on, until it may not be sent any more. */
  readonly until: number | undefined
  readonly body: string | undefined
  readonly isDoubtful: boolean
  /** Whether the platform was asked about it. */
  readonly isAttempted: boolean
  readonly sendId: string | undefined
  readonly entries: readonly Entry[]
}

/** Every entry of the claim has exactly one fate; what has no verdict waits on. */
export function fatesOf(
  claim: Claim,
  verdicts: ReadonlyMap<string, Verdict>,
  now: number,
  keeping: Keeping,
): readonly Fate[] {
  const groups = new Map<string, Omit<Fate, 'entries'> & { entries: Entry[] }>()
  for (const entry of claim.entries) {
    const fate = fateOf(claim, entry, verdicts.get(entry.id), now, keeping)
    // A body of its own makes a group of its own.
    const key = fate.body === undefined ? JSON.stringify(fate) : entry.id
    const group = groups.get(key)
    if (group) group.entries.push(entry)
    else groups.set(key, { ...fate, entries: [entry] })
  }
  return [...groups.values()]
}

function fateOf(
  { token }: Claim,
  { attempts }: Entry,
  verdict: Verdict | undefined,
  now: number,
  keeping: Keeping,
): Omit<Fate, 'entries'> {
  const plain = {
    reason: null,
    dueAt: now,
    until: undefined,
    body: undefined,
    isDoubtful: false,
    isAttempted: true,
    sendId: verdict?.sendId,
  }
  const outcome = verdict?.outcome
  switch (outcome?.kind) {
    case undefined:
      return { ...plain, state: 'waiting', dueAt: now + returnedMs, isAttempted: false }
    case 'done':
    case 'tested':
      return { ...plain, state: outcome.kind, until: now + keeping.sentMs }
    case 'dead':
      return {
        ...plain,
        state: 'dead',
        reason: outcome.reason,
        until: now + keeping.deadMs,
        isAttempted: verdict?.sendId !== undefined,
      }
    case 'retry':
      return {
        ...plain,
        state: 'waiting',
        reason: outcome.reason,
        dueAt: now + (outcome.afterMs ?? backoffMs(attempts, token)),
        isDoubtful: outcome.isDoubtful,
        isAttempted: outcome.isFree !== true,
        body: outcome.body,
      }
  }
}
