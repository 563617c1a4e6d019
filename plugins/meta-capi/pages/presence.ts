/** Presence: in how many of the last events each field stands by which Meta finds the shopper. */
import { matchFields } from './match-fields.js'
import { parsedBody, partOf } from './redacted.js'

export interface Presence {
  readonly name: string
  readonly events: number
  /** How many of them have it, in the order of `matchFields`. */
  readonly having: readonly number[]
}

/** All together first, then each kind, the most frequent first. */
export function presenceIn(
  events: readonly { readonly name: string; readonly body: string }[],
): readonly [all: Presence, ...kinds: Presence[]] {
  const byName = new Map<string, { events: number; having: number[] }>()
  const all = { events: 0, having: matchFields.map(() => 0) }
  for (const { name, body } of events) {
    const event = parsedBody(body)
    if (event === undefined) continue
    const user = partOf(event, 'user_data')
    const own = byName.get(name) ?? { events: 0, having: matchFields.map(() => 0) }
    byName.set(name, own)
    for (const sum of [all, own]) {
      sum.events++
      for (const [at, { keys }] of matchFields.entries())
        if (keys.some((key) => Object.hasOwn(user, key))) sum.having[at] = (sum.having[at] ?? 0) + 1
    }
  }
  const kinds = [...byName].map(([name, sum]) => ({ name, ...sum }))
  return [{ name: 'All', ...all }, ...kinds.sort((a, b) => b.events - a.events)]
}
