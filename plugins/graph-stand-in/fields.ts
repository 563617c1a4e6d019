/** What the rules ask of a value, and how they say what is wrong. */
import type { RefusalName } from './refusals.js'

export interface Fault {
  readonly refusal: RefusalName
  /** Where in the event it is. */
  readonly path: readonly (string | number)[]
}

export type Fields = Readonly<Record<string, unknown>>

export const deliveries: ReadonlySet<unknown> = new Set(['in_store', 'curbside', 'home_delivery'])

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null and empty text are as good as nothing. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Amounts may be text. */
export function isAmount(value: unknown): boolean {
  return typeof value === 'number' || (isText(value) && /^-?\d+(?:\.\d+)?$/.test(value))
}
