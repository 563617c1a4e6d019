/** A setting: what one registry value is declared to be. */
import type { z } from 'zod'

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
  /** Reads the text; one that `isAbsent` is nothing to read. */
  readonly schema: z.ZodType<Value, string>
}

/** Of a kind; neither sealed nor rotating unless its traits say so. */
export function setting<Value>(
  kind: string,
  description: string,
  initial: Value,
  schema: z.ZodType<Value, string>,
  traits: Partial<Pick<Setting<Value>, 'sealed' | 'rotates' | 'choices'>> = {},
): Setting<Value> {
  return { kind, description, initial, schema, sealed: false, rotates: false, ...traits }
}

/** What stands in a form while the real value is awaited; the same as nothing. */
export function isAbsent(text: string | undefined | null): text is undefined | null | '' {
  const trimmed = text?.trim()
  return !trimmed || trimmed.toUpperCase() === 'TBD'
}
