/** A record of a list, as a shipping cost or a technical fact: each part read as its kind says. */
import type { Parts } from '../attributes.js'
import type { Draft } from './draft.js'
import type { ListProperty } from './mapping.js'
import type { Clocks } from './slot.js'
import { moneyOf } from './values/money.js'
import { flagOf, measureOf, textOf, wholeOf } from './values/plain.js'
import { Unreadable, unreadable } from './values/unreadable.js'

type ReadRecord = (given: unknown, draft: Draft) => Readonly<Record<string, unknown>> | undefined
type ReadPart = (raw: unknown, currency: string) => unknown

/** Parts that are empty are left out, and so is a record without any; one that cannot be read costs the record. */
export function recordReader(property: ListProperty, kinds: Parts, clocks: Clocks): ReadRecord {
  const readers: Readonly<Record<Parts[string], ReadPart>> = {
    text: textOf,
    flag: flagOf,
    whole: wholeOf,
    instant: clocks.local.start,
    amount: moneyOf,
    measure: (raw) => measureOf(raw, undefined),
  }
  const parts = Object.entries(kinds).map(([name, kind]) => [name, readers[kind]] as const)
  return (given, draft) => {
    if (given instanceof Unreadable || typeof given !== 'object' || given === null) {
      draft.flaw(property, given instanceof Unreadable ? given.problem : unreadable(given, 'record').problem)
      return undefined
    }
    const record: Record<string, unknown> = {}
    let isEmpty = true
    for (const [name, read] of parts) {
      const raw = (given as Record<string, unknown>)[name]
      if (raw === null || raw === undefined) continue
      const value = raw instanceof Unreadable ? raw : read(raw, draft.currencyOrShops)
      if (value instanceof Unreadable) {
        draft.flaw(property, `${name}: ${value.problem}`)
        return undefined
      }
      if (value === undefined) continue
      record[name] = value
      isEmpty = false
    }
    return isEmpty ? undefined : record
  }
}
