/** What became of entries, counted by name: what the tally is told. */
import type { Claim } from './claim.js'
import type { Verdict } from './courier.js'
import type { Happening } from './tally.js'
import type { TallyOutcome } from './tally-schema.js'

interface Fated {
  readonly store: string
  readonly name: string
  readonly occurredAt: number
}

const outcomeOf: Readonly<Record<Verdict['outcome']['kind'], TallyOutcome>> = {
  done: 'done',
  tested: 'tested',
  retry: 'retried',
  dead: 'dead',
}

/** Of a claim that was settled; what came back untouched is none. */
export function happeningsOf(
  { entries }: Pick<Claim, 'entries'>,
  verdicts: ReadonlyMap<string, Verdict>,
  now: number,
): readonly Happening[] {
  return counted(
    entries.flatMap((entry) => {
      const kind = verdicts.get(entry.id)?.outcome.kind
      return kind === undefined ? [] : [{ entry, outcome: outcomeOf[kind] }]
    }),
    now,
  )
}

/** Of entries that no courier has any more. */
export const givenUp = (entries: readonly Fated[], now: number): readonly Happening[] =>
  counted(
    entries.map((entry) => ({ entry, outcome: 'dead' as const })),
    now,
  )

function counted(
  fates: readonly { readonly entry: Fated; readonly outcome: TallyOutcome }[],
  now: number,
): readonly Happening[] {
  const sums = new Map<string, Happening>()
  for (const { entry, outcome } of fates) {
    const { store, name } = entry
    const key = `${outcome} ${store} ${name}`
    const before = sums.get(key) ?? { store, name, outcome, count: 0, waitedMs: 0, longestMs: 0 }
    // A clock that was set back makes no time negative.
    const waitedMs = Math.max(0, now - entry.occurredAt)
    sums.set(key, {
      ...before,
      count: before.count + 1,
      waitedMs: before.waitedMs + waitedMs,
      longestMs: Math.max(before.longestMs, waitedMs),
    })
  }
  return [...sums.values()]
}
