/** Values of the registry in words; what is sealed is never told. */
import type { Resolved, Setting } from '../../../kernel.js'
import { textOfValue } from '../../../kernel.js'

export function tellValue({ setting, value }: Pick<Resolved, 'setting' | 'value'>): string {
  const text = textOfValue(value)
  if (setting.sealed) return text === '' ? 'not set' : 'set, hidden'
  return tellText(setting, text)
}

/** What a form or the audit has of a value that is not sealed. */
export function tellText(setting: Setting<unknown> | undefined, text: string): string {
  if (text === '') return 'not set'
  if (setting?.kind !== 'flag') return text
  const isOn = setting.schema.safeParse(text)
  return isOn.success ? (isOn.data === true ? 'on' : 'off') : text
}

export const tellDefault = (setting: Setting<unknown>): string =>
  tellValue({ setting, value: setting.initial })

/** The environment's name of a setting. */
export const variableOf = ({ group, key }: Pick<Resolved, 'group' | 'key'>): string => `${group}__${key}`

/** Where a setting stands on its group's page. */
export const anchorOf = (key: string): string => `field-${key}`
