/** A setting as a field of its group's form, by its kind. */
import { choiceField, type Html, html, type Resolved, switchField, textField } from '../../../kernel.js'
import { keyLabel } from './names.js'
import { anchorOf, tellValue } from './value.js'

export interface FieldState {
  /** What stands in the field. */
  readonly text: string
  /** What stood in it when the reader got the page. */
  readonly was: string
  readonly error?: string | undefined
}

type Draw = (field: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly error: string | undefined
  readonly text: string
  readonly choices: readonly string[]
}) => Html

// What is not named here is a line of text.
const fields: Readonly<Record<string, Draw>> = {
  flag: ({ text, ...field }) => switchField({ ...field, isOn: text === 'true' }),
  choice: ({ text, choices, ...field }) =>
    choiceField({ ...field, value: text, options: choices.map((value) => ({ value, label: value })) }),
  whole: ({ text, ...field }) =>
    textField({ ...field, value: text, inputMode: 'numeric', autocomplete: 'off' }),
  digits: ({ text, ...field }) =>
    textField({ ...field, value: text, inputMode: 'numeric', autocomplete: 'off' }),
  address: ({ text, ...field }) =>
    textField({ ...field, value: text, inputMode: 'url', autocomplete: 'off' }),
}

const textLine: Draw = ({ text, ...field }) => textField({ ...field, value: text, autocomplete: 'off' })

/** The hidden companion says that the field was there, also where a switch that is off sends nothing. */
export function settingField(entry: Resolved, { text, was, error }: FieldState): Html {
  const { key, setting } = entry
  const draw = (Object.hasOwn(fields, setting.kind) ? fields[setting.kind] : undefined) ?? textLine
  const { choices = [], description: hint } = setting
  return html`<input type="hidden" name="was.${key}" value="${was}">${draw({ name: key, label: keyLabel(entry), hint, error, text, choices })}`
}

/** The same for whoever may not change it, or where the environment does. */
export function settingText(entry: Resolved): Html {
  return html`<div class="field" id="${anchorOf(entry.key)}"><p class="label">${keyLabel(entry)}</p><p class="value">${tellValue(entry)}</p><p class="hint">${entry.setting.description}</p></div>`
}
