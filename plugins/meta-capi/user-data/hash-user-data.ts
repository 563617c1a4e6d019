/** From what a shop knows of a shopper to Meta's `user_data`. */
import { clearCountryOf, countryCode } from './country.js'
import { type Field, fields, namesOf } from './fields.js'
import { hashedBefore, isMd5 } from './hashed-before.js'
import type { UserDataInput } from './input.js'
import type { UserData } from './user-data.js'

export interface HashOptions {
  /** By which phones, states and postal codes are read where the input itself names none; ISO alpha-2. */
  readonly country?: string
  /**
   * Once per value that was left out, with Meta's key; never with the value. Empty values are not told, and all past
   * the twentieth of a list count as one.
   */
  onLeftOut?(key: string): void
}

type Made = Record<string, string[] | string | number>

/** More is no person, and a list is searched for each value that joins it. */
const mostValues = 20
/** Longer than any name or address; a click id is the longest of what shops know. */
const mostCharacters = 1_000

const noOptions: HashOptions = {}

/** Never throws, whatever the input, and leaves it as it is; what is hashed already is passed on. */
export function hashUserData(input: UserDataInput, options: HashOptions = noOptions): UserData {
  const made: Made = {}
  const told = input as Readonly<Record<string, unknown>>
  const country = countryOf(told) ?? countryCode(options.country)
  for (const name of keysOf(told)) {
    const field = fields.get(name)
    if (field === undefined) continue
    let leftOut: number
    try {
      leftOut = take(made, field, told[name], country)
    } catch {
      // Getters and proxies run the shop's code; a field that cannot be read must not cost the event.
      leftOut = 1
    }
    for (; leftOut > 0; leftOut--) options.onLeftOut?.(field.key)
  }
  return made
}

function keysOf(told: unknown): readonly string[] {
  try {
    return typeof told === 'object' && told !== null ? Object.keys(told) : []
  } catch {
    return []
  }
}

const countryNames = namesOf('country')

/** The first country that the input itself tells, hashed or not: it says how to read the other fields. */
function countryOf(told: Readonly<Record<string, unknown>>): string | undefined {
  try {
    for (const name of countryNames) {
      const value = told[name]
      if (value === undefined || value === null) continue
      const code = clearCountryOf(Array.isArray(value) ? value[0] : value)
      if (code !== undefined) return code
    }
  } catch {
    // The same value is met again with the fields, and told as left out there.
  }
  return undefined
}

/** Answers how many values were left out. */
function take(made: Made, field: Field, value: unknown, country: string | undefined): number {
  if (typeof value === 'string') return takeOne(made, field, value, country)
  if (!Array.isArray(value)) return takeOne(made, field, textOf(value, field), country)
  let leftOut = value.length > mostValues ? 1 : 0
  const count = Math.min(value.length, mostValues)
  for (let i = 0; i < count; i++) leftOut += takeOne(made, field, textOf(value[i], field), country)
  return leftOut
}

/** Empty where nothing was told, undefined where it is nothing that could be read. */
function textOf(value: unknown, field: Field): string | undefined {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  // A number beyond the safe ones has lost digits already: it would be somebody else's id.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined
  if (typeof value === 'bigint') return String(value)
  if (field.takesDates && value instanceof Date) return value.toISOString().slice(0, 10)
  return undefined
}

function takeOne(made: Made, field: Field, told: string | undefined, country: string | undefined): number {
  if (told === undefined) return 1
  const text = told.trim()
  if (text === '') return 0
  if (field.plain !== undefined) return takePlain(made, field.key, field.plain(text))
  if (text.length > mostCharacters) return 1
  if (text.length >= 64) {
    const hash = hashedBefore(text)
    if (hash !== undefined) return add(made, field.key, hash)
  }
  if (text.length === 32 && !field.takesAnyText && isMd5(text)) return 1
  const forms = field.forms(text, country)
  if (forms === undefined) return 1
  if (typeof forms === 'string') return add(made, field.key, field.hash(forms))
  for (const form of forms) add(made, field.key, field.hash(form))
  return 0
}

function takePlain(made: Made, key: string, value: string | number | undefined): number {
  if (value === undefined) return 1
  made[key] ??= value
  return 0
}

function add(made: Made, key: string, hash: string): 0 {
  const known = made[key] as string[] | undefined
  if (known === undefined) made[key] = [hash]
  else if (!known.includes(hash)) known.push(hash)
  return 0
}
