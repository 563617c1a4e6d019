/** Fields of a form: each with its label, a hint, and what is wrong with what was typed. */
import { type Html, html, type Shown } from './html.js'

interface Named {
  readonly name: string
  readonly label: string
  readonly hint?: Shown
  readonly error?: string | undefined
}

export interface TextField extends Named {
  readonly value?: string | undefined
  readonly type?: 'text' | 'password' | 'search' | 'url'
  readonly isRequired?: boolean
  readonly isReadOnly?: boolean
  readonly autocomplete?: string
  readonly inputMode?: 'numeric' | 'decimal' | 'url'
  readonly placeholder?: string
  readonly limit?: number
}

export interface Choice extends Named {
  readonly value?: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface Switch extends Named {
  readonly isOn: boolean
}

export function textField(field: TextField): Html {
  const { name, value, type = 'text', autocomplete, inputMode, placeholder, limit } = field
  return wrapped(
    field,
    html`<input id="${idOf(name)}" name="${name}" type="${type}" value="${value ?? ''}"${[
      described(field),
      field.isRequired && html` required`,
      field.isReadOnly && html` readonly`,
      autocomplete !== undefined && html` autocomplete="${autocomplete}"`,
      inputMode !== undefined && html` inputmode="${inputMode}"`,
      placeholder !== undefined && html` placeholder="${placeholder}"`,
      limit !== undefined && html` maxlength="${limit}"`,
    ]}>`,
  )
}

export function choiceField(field: Choice): Html {
  const { name, value, options } = field
  return wrapped(
    field,
    html`<select id="${idOf(name)}" name="${name}"${described(field)}>${options.map(
      (option) =>
        html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
    )}</select>`,
  )
}

export function switchField(field: Switch): Html {
  const { name, label, isOn } = field
  return html`<div class="field switch"><label for="${idOf(name)}"><input id="${idOf(name)}" name="${name}" type="checkbox" value="true"${isOn && html` checked`}${described(field)}> ${label}</label>${below(field)}</div>`
}

function wrapped(field: Named, input: Html): Html {
  return html`<div class="field"><label for="${idOf(field.name)}">${field.label}</label>${input}${below(field)}</div>`
}

function below({ name, hint, error }: Named): Shown {
  return [
    hint !== undefined && html`<p class="hint" id="${idOf(name)}-hint">${hint}</p>`,
    error !== undefined && html`<p class="error" id="${idOf(name)}-error">${error}</p>`,
  ]
}

function described({ name, hint, error }: Named): Shown {
  const ids = [hint !== undefined && `${idOf(name)}-hint`, error !== undefined && `${idOf(name)}-error`]
  const told = ids.filter(Boolean).join(' ')
  return [told !== '' && html` aria-describedby="${told}"`, error !== undefined && html` aria-invalid="true"`]
}

const idOf = (name: string): string => `field-${name.replace(/[^\w-]/g, '-')}`
