/** The kinds whose form a standard lays down: addresses, currencies, countries, time zones, schedules. */
import { Cron } from 'croner'
import { z } from 'zod'
import { setting } from './setting.js'

const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code of two letters, as DE')

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
