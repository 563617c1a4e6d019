/** Problems that nobody can see the end of, as a payload that was refused: they end when they have not come again. */
import type { Host } from '../../src/kernel.js'

const codes: ReadonlySet<string> = new Set(['EVENT_REFUSED', 'EVENTS_LOST'])
const standsForMs = 24 * 3_600_000

export async function settleOldProblems(
  { problems, clock }: Pick<Host, 'problems' | 'clock'>,
  store: string,
): Promise<void> {
  const before = clock.now() - standsForMs
  for (const { code, subject, lastSeenAt } of await problems.standing(store)) {
    if (codes.has(code) && lastSeenAt < before) await problems.settle(store, code, subject)
  }
}
