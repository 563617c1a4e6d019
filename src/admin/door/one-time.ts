/** One-time passwords: made by us, long enough that nobody guesses them, and easy to read out. */
import { randomBytes } from 'node:crypto'

// Crockford's base 32: no letter that looks like a digit, and none that spells a word by chance.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const groups = 5
const groupLength = 4

/** A hundred random bits, as `7q2m-x4tp-0rzc-9hke-v3ws`. */
export function makeOneTimePassword(): string {
  const picked = [...randomBytes(groups * groupLength)].map((byte) => letters[byte % letters.length] ?? '')
  return Array.from({ length: groups }, (_, at) =>
    picked.slice(at * groupLength, (at + 1) * groupLength).join(''),
  ).join('-')
}

/** What was typed, as we wrote it: case, dashes and look-alikes are read kindly. */
export function readOneTimePassword(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
}
