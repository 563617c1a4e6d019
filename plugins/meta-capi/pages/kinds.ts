/** Kinds: what became of each event name lately, and what of it is on its way. */
import type { BacklogCount, Figures, TallyOutcome } from '../../../src/kernel.js'
import { type Count, none, plus } from './counted.js'
import type { Situation } from './situation.js'

/** What of one kind has not reached Meta. */
export interface Backlog {
  readonly waiting: Count
  /** Waits until Meta's credentials change. */
  readonly held: Count
  /** Waits for the shopper's consent. */
  readonly pending: Count
  readonly dead: Count
}

export const noBacklog: Backlog = { waiting: none, held: none, pending: none, dead: none }

export function backlogByName(
  counts: readonly BacklogCount[],
  { held }: Pick<Situation, 'held'>,
): ReadonlyMap<string, Backlog> {
  const heldOnes = new Set(held.map(({ destination }) => destination))
  const byName = new Map<string, Backlog>()
  for (const count of counts) {
    const before = byName.get(count.name) ?? noBacklog
    const what = placeOf(count, heldOnes)
    byName.set(count.name, { ...before, [what]: plus(before[what], count) })
  }
  return byName
}

function placeOf({ state, destination }: BacklogCount, held: ReadonlySet<string>): keyof Backlog {
  if (state === 'dead' || state === 'pending') return state
  return held.has(destination) ? 'held' : 'waiting'
}

export function sumOf(backlogs: Iterable<Backlog>): Backlog {
  let sum = noBacklog
  for (const each of backlogs)
    sum = {
      waiting: plus(sum.waiting, each.waiting),
      held: plus(sum.held, each.held),
      pending: plus(sum.pending, each.pending),
      dead: plus(sum.dead, each.dead),
    }
  return sum
}

/** How many of each name had one of these outcomes. */
export function countsByName(
  { byName }: Figures,
  outcomes: readonly TallyOutcome[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { name, outcome, count } of byName)
    if (outcomes.includes(outcome)) counts.set(name, (counts.get(name) ?? 0) + count)
  return counts
}

/** A name as pages tell it; the tally counts names beyond its bound together. */
export const kindLabel = (name: string): string => (name === '' ? 'All others' : name)
