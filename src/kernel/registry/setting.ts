/** The kinds of flags and settings, each a table row: how its text is read, and what it is when nothing is set. */
import { Cron } from 'croner'
import { z } from 'zod'
import { nearest } from '../near-miss.js'

/** One registry value's declaration; `Value` is what reading it gives. */
export interface Setting<Value> {
  readonly kind: string
  readonly description: string
  /** What reading gives while nothing is set. */
  readonly initial: Value
  /** Sealed at rest, and never shown again unless asked for. */
  readonly sealed: boolean
  /** Keeps the value it replaces valid for an overlap. */
  readonly rotates: boolean
  /** The only words it takes, where it is a choice. */
  readonly choices?: readonly string[]
  /** Whether empty and the placeholder `TBD` count as absent. */
  readonly schema: z.ZodType<Value, string>
}

/** What stands in a form while the real value is awaited; the same as nothing. */
export function isAbsent(text: string | undefined | null): text is undefined | null | '' {
  const trimmed = text?.trim()
  return !trimmed || trimmed.toUpperCase() === 'TBD'
}

function setting<Value>(
  kind: string,
  description: string,
  initial: Value,
  schema: z.ZodType<Value, string>,
  traits: Partial<Pick<Setting<Value>, 'sealed' | 'rotates' | 'choices'>> = {},
): Setting<Value> {
  return { kind, description, initial, schema, sealed: false, rotates: false, ...traits }
}

const countryCode = code(/^[A-Z]{2}$/, 'must be an ISO 3166 code of two letters, as DE')

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

/** An http(s) address without query; given back without its trailing slash. */
export const webAddress = (description: string) =>
  setting<string | undefined>(
    'address',
    description,
    undefined,
    z
      .string()
      .trim()
      .refine(
        (value) => /^https?:\/\/[^\s?#]+$/i.test(value) && URL.canParse(value),
        'must be an http(s) address without query, as https://shop.example',
      )
      .transform((value) => value.replace(/\/+$/, '')),
  )

/** An ISO 4217 code. */
export const currency = (description: string, initial: string) =>
  setting(
    'currency',
    description,
    initial,
    z
      .string()
      .trim()
      .toUpperCase()
      .refine(
        (value) => Intl.supportedValuesOf('currency').includes(value),
        'must be an ISO 4217 code, as EUR',
      ),
  )

/** An ISO 3166-1 alpha-2 code. */
export const country = (description: string, initial: string) =>
  setting('country', description, initial, countryCode)

/** The same, where none may be set. */
export const optionalCountry = (description: string) =>
  setting<string | undefined>('country', description, undefined, countryCode)

/** An IANA time zone. */
export const timeZone = (description: string, initial: string) =>
  setting(
    'timeZone',
    description,
    initial,
    z.string().trim().refine(isTimeZone, 'must be an IANA time zone, as Europe/Berlin'),
  )

/** A cron expression of five fields. */
export const schedule = (description: string, initial: string) =>
  setting(
    'schedule',
    description,
    initial,
    z.string().trim().refine(isCron, 'must be a cron expression of five fields, as */15 * * * *'),
  )

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

function code(pattern: RegExp, why: string) {
  return z.string().trim().toUpperCase().regex(pattern, why)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isCron(expression: string): boolean {
  // The library also takes a single date, which would run once and never again.
  if (expression.split(/\s+/).length !== 5) return false
  try {
    new Cron(expression, { paused: true, mode: '5-part' })
    return true
  } catch {
    return false
  }
}
