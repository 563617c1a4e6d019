/** Buttons that do something: each is a form of its own, so that it works without scripts. */
import { type Html, html, type Shown } from './html.js'

export interface ButtonOptions {
  /** The page's action. */
  readonly does: string
  readonly label: Shown
  /** `main` for the one thing a page is for, `danger` for what cannot be undone. */
  readonly kind?: 'main' | 'plain' | 'danger'
  /** What else the form sends. */
  readonly fields?: Readonly<Record<string, string>>
  /** Asked before, where scripts run. */
  readonly question?: string
  /** Where it posts to; the page's own address unless given. */
  readonly to?: string
}

export function actionButton({
  does,
  label,
  kind = 'plain',
  fields = {},
  question,
  to,
}: ButtonOptions): Html {
  return html`<form method="post" class="inline"${to !== undefined && html` action="${to}"`}${
    question !== undefined && html` data-question="${question}"`
  }>${hiddenFields(fields)}<button name="do" value="${does}" class="${kind}">${label}</button></form>`
}

/** The button of a form with fields. */
export function submitButton({
  does,
  label,
  kind = 'main',
}: Pick<ButtonOptions, 'does' | 'label' | 'kind'>): Html {
  return html`<button name="do" value="${does}" class="${kind}">${label}</button>`
}

export function hiddenFields(fields: Readonly<Record<string, string>>): Shown {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
}

/** A text that is there to be pasted elsewhere; with scripts a button copies it. */
export function copyable(text: string, label: string): Html {
  return html`<span class="copyable"><input type="text" readonly value="${text}" aria-label="${label}" data-copy></span>`
}
