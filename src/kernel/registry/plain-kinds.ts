/** The plain kinds of flags and settings: how the text of each is read, and what it is when nothing is set. */
import { z } from 'zod'
import { nearest } from '../near-miss.js'
import { setting } from './setting.js'

const words: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
])

/** A switch. */
export const flag = (description: string, initial: boolean) =>
  setting(
    'flag',
    description,
    initial,
    z.string().transform((text, context) => {
      const value = words.get(text.trim().toLowerCase())
      if (value !== undefined) return value
      context.addIssue('must be true or false (yes, no, on, off, 1 and 0 do as well)')
      return z.NEVER
    }),
  )

/** One line of text, at most `limit` characters. */
export const text = (description: string, initial: string, limit = 200) =>
  setting('text', description, initial, line(limit))

/** One line of text that may be absent. */
export const optionalText = (description: string, limit = 200) =>
  setting<string | undefined>('text', description, undefined, line(limit))

/** One of a few words, in any capitals; read as it is spelt in `choices`. */
export const choice = <const Word extends string>(
  description: string,
  initial: NoInfer<Word>,
  choices: readonly [Word, Word, ...Word[]],
) =>
  setting<Word>(
    'choice',
    description,
    initial,
    z.string().transform((text, context) => {
      const word = choices.find((each) => each.toUpperCase() === text.trim().toUpperCase())
      if (word !== undefined) return word
      context.addIssue(`must be ${listed(choices)}${meantBy(text, choices)}`)
      return z.NEVER
    }),
    { choices },
  )

/** An id of digits only that may be absent; it stays a text, because more than 15 digits are no exact number. */
export const digits = (description: string, least = 5, most = 20) =>
  setting<string | undefined>(
    'digits',
    description,
    undefined,
    z
      .string()
      .trim()
      .regex(new RegExp(`^[0-9]{${least},${most}}$`), `must be ${least} to ${most} digits and nothing else`),
  )

/** One line of text in a form of its own. */
export const pattern = (description: string, initial: string, form: RegExp, why: string) =>
  setting('text', description, initial, z.string().trim().regex(form, why))

/** A whole number within bounds, both included. */
export const whole = (description: string, initial: number, least: number, most: number) =>
  setting(
    'whole',
    description,
    initial,
    z
      .string()
      .regex(/^\s*-?\d{1,15}\s*$/, 'must be a whole number')
      .transform(Number)
      .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`),
  )

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function meantBy(text: string, words: readonly string[]): string {
  const meant = nearest(text, words)
  return meant === undefined ? '' : `; ${meant} is meant, maybe`
}

function line(limit: number) {
  return (
    z
      .string()
      .trim()
      .max(limit, `must have at most ${limit} characters`)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
      .regex(/^[^\x00-\x1f\x7f]*$/, 'must be one line without control characters')
  )
}
