/** The Graph API's error numbers as a table; its words are in the caller's language and mean nothing to us. */
import type { GraphClass } from './verdict.js'

interface Row {
  /** Any code where none is given. */
  readonly codes?: readonly number[]
  /** Any subcode, or none, where none is given. */
  readonly subcodes?: readonly number[]
  readonly class: GraphClass
  readonly means: string
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)

// The first row that fits holds. https://developers.facebook.com/docs/graph-api/guides/error-handling and
// https://developers.facebook.com/docs/graph-api/overview/rate-limiting, the subcodes from answers that were seen.
const rows: readonly Row[] = [
  {
    subcodes: [1504022, 1504039, 2446079, 1487742, 5044001],
    class: 'throttled',
    means: 'a limit of some product, under whatever code',
  },
  {
    codes: [4, 17, 32, 341, 613, 80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014],
    class: 'throttled',
    means: 'too many calls of an app, user, page or account; mostly as HTTP 400',
  },
  { codes: [100], subcodes: [33], class: 'credentials', means: 'no such pixel, or no access to it' },
  { codes: [100], subcodes: [2804001], class: 'repair', means: 'the click id (fbc) is malformed' },
  { codes: [100], subcodes: [2804003], class: 'event', means: 'it happened too long ago' },
  { codes: [100], subcodes: [2804008, 2804019], class: 'event', means: 'a parameter has the wrong shape' },
  {
    codes: [100],
    subcodes: [2804009, 2804010],
    class: 'event',
    means: 'a purchase without value or currency',
  },
  { codes: [100], subcodes: [2804036], class: 'event', means: 'the lead is unknown' },
  { codes: [100], subcodes: [2804050], class: 'event', means: 'too little is said of the customer' },
  { codes: [100], subcodes: [2804066, 2804116], class: 'event', means: 'a message event’s name or page' },
  { codes: [100], subcodes: [2804007, 2804016, 2804017, 2804048], class: 'event', means: 'another refusal' },
  {
    codes: [3, 10, 102, 104, 190, ...from(200, 299)],
    class: 'credentials',
    means: 'no token, a token that is not valid (any more), or no permission',
  },
  { codes: [12, 2500, 2635], class: 'configuration', means: 'a version that has ended, or a wrong path' },
  // 21009 says with HTTP 400 that a data set is not ready yet.
  { codes: [1, 2, 368, 5000, 21009], class: 'transient', means: 'a fault of the platform' },
]

/** Undefined where the table does not know the numbers. */
export function classOf(code: number, subcode: number | undefined): GraphClass | undefined {
  return rowOf(code, subcode)?.class
}

/** The same in words, for people. */
export function meaningOf(code: number, subcode: number | undefined): string | undefined {
  return rowOf(code, subcode)?.means
}

function rowOf(code: number, subcode: number | undefined): Row | undefined {
  return rows.find(
    ({ codes, subcodes }) =>
      (codes === undefined || codes.includes(code)) &&
      (subcodes === undefined || (subcode !== undefined && subcodes.includes(subcode))),
  )
}
