/** Whether a text can become a setting's value, and the text that a value was made of. */
import type { Setting } from './setting.js'

/** What is wrong with the text, to follow the setting's name; undefined where it will do. */
export function refusalOf(setting: Setting<unknown>, text: string): string | undefined {
  const read = setting.schema.safeParse(text)
  return read.success ? undefined : `${read.error.issues.map(({ message }) => message).join('; ')}.`
}

/** A value as a form shows it and a registry takes it; empty where there is none. */
export function textOfValue(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value ?? '')
}
