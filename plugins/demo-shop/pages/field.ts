/** A field of a form with its label, what was typed, and what is wrong with it. */

import { type Html, html } from '../../../src/kernel.js'
import type { Mistakes, Typed } from '../form.js'

export interface Field {
  readonly name: string
  readonly label: string
  /** `text` unless given. */
  readonly type?: 'text' | 'email' | 'long'
  /** What a browser may fill in by itself. */
  readonly autocomplete?: string
  readonly isOptional?: boolean
}

/** Fields show what was typed before, so that a mistake in one costs nothing of the others. */
export function fields(all: readonly Field[], typed: Typed, mistakes: Mistakes): Html {
  return html`${all.map((field) => show(field, typed[field.name], mistakes[field.name]))}`
}

/** One line above a form in which something is wrong. */
export function mistakesNotice(mistakes: Mistakes): Html | undefined {
  if (Object.keys(mistakes).length === 0) return undefined
  return html`<p class="wrong" role="alert">Please look at what is marked below; everything you typed was kept.</p>`
}

function show(
  { name, label, type = 'text', autocomplete, isOptional = false }: Field,
  typed: string | undefined,
  mistake: string | undefined,
): Html {
  const described = mistake !== undefined && html` aria-invalid="true" aria-describedby="${name}-mistake"`
  const rest = html`id="${name}" name="${name}" maxlength="200"${!isOptional && html` required`}${autocomplete && html` autocomplete="${autocomplete}"`}${described}`
  return html`
<div class="field">
  <label for="${name}">${label}${isOptional && html` <span class="soft">(optional)</span>`}</label>
  ${type === 'long' ? html`<textarea ${rest} rows="5">${typed}</textarea>` : html`<input ${rest} type="${type}" value="${typed}">`}
  ${mistake !== undefined && html`<p class="mistake" id="${name}-mistake">${mistake}</p>`}
</div>`
}
