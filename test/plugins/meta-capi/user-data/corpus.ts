/** All texts that are put before Meta's own implementations: every case of the tables, and the everyday ones. */
import { cases } from './cases.js'
import { everyday } from './everyday.js'

export interface Asked {
  readonly field: string
  readonly input: string
  readonly country: string | undefined
}

// Both take text only. What is longer tries our bounds; a lone surrogate has no UTF-8 to be hashed.
const askable = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 100 && !/\p{Cs}/u.test(value)

export const corpus: readonly Asked[] = [
  ...Object.entries(cases).flatMap(([field, rows]) =>
    rows.flatMap(([input, , country]) => (askable(input) ? [{ field, input, country }] : [])),
  ),
  ...Object.entries(everyday).flatMap(([field, inputs]) =>
    inputs.map((input) => ({ field, input, country: undefined })),
  ),
]
