/** The kinds that are sealed at rest: secrets, and the tokens and keys of which two may hold while one replaces the other. */
import { z } from 'zod'
import { isAbsent, setting } from './setting.js'

/** A secret that somebody else gave us and may be absent; what replaces it holds at once. */
export const secret = (description: string) =>
  setting<string | undefined>(
    'secret',
    description,
    undefined,
    z
      .string()
      .trim()
      // A space or a line break inside is what a slip in copying leaves.
      .regex(/^[\x21-\x7e]{1,500}$/, 'must be printable ASCII without spaces, at most 500 characters'),
    { sealed: true },
  )

/** Tokens that open something: read as a list, the current one first, then one that a rotation left valid. */
export const tokens = (description: string) =>
  rotating('tokens', description, 1, 'must be printable ASCII without spaces, at most 200 characters')

/** Keys that sign messages: tokens too long to be guessed from a message that was overheard. */
export const signingKeys = (description: string) =>
  rotating(
    'signingKeys',
    description,
    32,
    'must be printable ASCII without spaces, 32 to 200 characters; one that is made for you is',
  )

function rotating(kind: string, description: string, leastLength: number, why: string) {
  const form = new RegExp(`^[\\x21-\\x7e]{${leastLength},200}$`)
  return setting<readonly string[]>(
    kind,
    description,
    Object.freeze([]),
    z
      .string()
      .transform(splitTokens)
      .refine(
        (list) => list.length <= 2,
        'must be one token, or two with a comma between while one replaces the other',
      )
      .refine((list) => list.every((token) => form.test(token)), why),
    { sealed: true, rotates: true },
  )
}

/** The tokens of a list, the current one first; placeholders are none. */
export function splitTokens(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !isAbsent(part))
}
