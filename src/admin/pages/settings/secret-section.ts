/** A secret on its group's page: whether it is set, and what puts another one in its place; itself it never stands there. */
import {
  type AuditedChange,
  actionButton,
  badge,
  choiceField,
  type Html,
  hiddenFields,
  html,
  type Resolved,
  submitButton,
  textField,
  textOfValue,
  type Visit,
} from '../../../kernel.js'
import { keyLabel } from './names.js'
import { overlapOptions, overlapUnlessChosen } from './overlap.js'
import { sourceLine } from './sources.js'
import { anchorOf } from './value.js'

export interface SecretState {
  readonly entry: Resolved
  readonly last: AuditedChange | undefined
  /** Until when the one before opens as well. */
  readonly overlapEndsAt: number | undefined
  /** What was wrong with what was typed, which is not shown again. */
  readonly error?: string | undefined
}

export const secretField = (key: string): string => `secret.${key}`
export const overlapField = (key: string): string => `overlap.${key}`

export function secretSection(state: SecretState, visit: Visit): Html {
  const { entry, last, overlapEndsAt } = state
  const isFixed = entry.source === 'environment' || visit.role !== 'admin'
  return html`<section class="panel" id="${anchorOf(entry.key)}"><h3>${keyLabel(entry)}</h3>
<p>${entry.setting.description}</p>
<p>${badge(isSet(entry) ? 'good' : 'off', isSet(entry) ? 'Set, hidden' : 'Not set')}</p>
${overlapEndsAt !== undefined && html`<p>The one before it still works; that ends ${visit.words.when(overlapEndsAt)}.</p>`}
${sourceLine(entry, last, visit)}
${!isFixed && secretForm(state)}</section>`
}

const isSet = ({ value }: Resolved): boolean => textOfValue(value) !== ''

function secretForm({ entry, error }: SecretState): Html {
  const { key, setting, source } = entry
  const { rotates } = setting
  return html`<form method="post" autocomplete="off">${hiddenFields({ key })}
${textField({
  name: secretField(key),
  label: isSet(entry) ? `${keyLabel(entry)}: the new one` : keyLabel(entry),
  type: 'password',
  autocomplete: 'new-password',
  hint: 'What you put in is sealed and not shown again.',
  error,
})}
${
  rotates &&
  isSet(entry) &&
  choiceField({
    name: overlapField(key),
    label: 'The one before it works on',
    value: overlapUnlessChosen,
    options: overlapOptions,
  })
}
<p class="actions">${submitButton({ does: 'replace', label: isSet(entry) ? 'Replace' : 'Set' })}
${rotates && submitButton({ does: 'make', label: 'Make one for me', kind: 'plain' })}</p></form>
${
  source === 'database' &&
  actionButton({
    does: 'reset',
    label: 'Take it out',
    kind: 'danger',
    fields: { key },
    question: `Take out: ${keyLabel(entry)}? Whoever uses it is refused at once.`,
  })
}`
}
