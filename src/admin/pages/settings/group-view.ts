/** One group of settings as it is shown: its form, its secrets, and what came of the last try. */
import {
  type AuditedChange,
  emptyState,
  type Html,
  hiddenFields,
  html,
  notice,
  type Resolved,
  submitButton,
  textOfValue,
  type View,
  type Visit,
} from '../../../kernel.js'
import type { Warning } from './dangers.js'
import { groupName, isShownTo } from './names.js'
import { type SecretState, secretSection } from './secret-section.js'
import { type FieldState, settingField, settingText } from './setting-field.js'
import { sourceLine } from './sources.js'

export interface GroupState {
  readonly group: string
  readonly entries: readonly Resolved[]
  /** By key. */
  readonly changes: ReadonlyMap<string, AuditedChange>
  /** By key, those under way. */
  readonly overlaps: ReadonlyMap<string, number>
}

/** A try that did not go through. */
export interface Attempt {
  readonly fields?: ReadonlyMap<string, FieldState>
  readonly warnings?: readonly Warning[]
  /** By key, what was wrong with a secret. */
  readonly secretErrors?: Readonly<Record<string, string>>
}

export function groupView(state: GroupState, visit: Visit, attempt: Attempt = {}): View {
  const { title, about, isKept } = groupName(state.group)
  return {
    title: `Settings: ${title}`,
    body: html`<p class="up"><a href="${visit.href('/settings')}">All settings</a></p>
${about !== '' && html`<p class="lede">${about}</p>`}
${isKept && html`<p>Storecast writes these itself.</p>`}
${visit.role === 'viewer' && html`<p>You may look at these; an admin of this store may change them.</p>`}
${isShownTo(visit.store, state.group) ? groupBody(state, visit, attempt) : ofServer}`,
  }
}

const ofServer = emptyState(
  'These are settings of the whole server',
  'Somebody who may see the store “default” finds them there.',
)

function groupBody(
  state: GroupState,
  visit: Visit,
  { fields, warnings = [], secretErrors = {} }: Attempt,
): Html {
  const plain = state.entries.filter(({ setting }) => !setting.sealed)
  const sealed = state.entries.filter(({ setting }) => setting.sealed)
  const secretOf = (entry: Resolved): SecretState => ({
    entry,
    last: state.changes.get(entry.key),
    overlapEndsAt: state.overlaps.get(entry.key),
    error: secretErrors[entry.key],
  })
  return html`${plain.length > 0 && html`<section><h2>Flags and settings</h2>${plainSettings(state, plain, visit, fields, warnings)}</section>`}
${sealed.length > 0 && html`<section><h2>Tokens and secrets</h2>${sealed.map((entry) => secretSection(secretOf(entry), visit))}</section>`}`
}

function plainSettings(
  { group, changes }: GroupState,
  entries: readonly Resolved[],
  visit: Visit,
  fields: Attempt['fields'],
  warnings: readonly Warning[],
): Html {
  const mayChange = visit.role === 'admin' && groupName(group).isKept !== true
  const editable = (entry: Resolved) => mayChange && entry.source !== 'environment'
  const settings = entries.map((entry) => {
    const text = textOfValue(entry.value)
    const field = fields?.get(entry.key) ?? { text, was: text }
    return html`<div class="setting">${editable(entry) ? settingField(entry, field) : settingText(entry)}
<div>${sourceLine(entry, changes.get(entry.key), visit)}
${editable(entry) && entry.source === 'database' && html`<button form="${resetForm(entry)}" name="do" value="reset" class="quiet">Back to the default</button>`}</div></div>`
  })
  if (!entries.some(editable)) return html`${settings}`
  return html`${refused(fields)}<form method="post" class="settings" autocomplete="off">
${warnings.map(({ text }) => notice('attention', text))}
${hiddenFields({ sure: warnings.map(({ key }) => key).join(' ') })}
${settings}
${submitButton({ does: 'save', label: warnings.length > 0 ? 'Save all the same' : 'Save' })}</form>
${entries
  .filter((entry) => editable(entry) && entry.source === 'database')
  .map(
    (entry) =>
      html`<form method="post" id="${resetForm(entry)}" data-question="Back to the default? What you typed elsewhere on this page is not saved by this.">${hiddenFields({ key: entry.key })}</form>`,
  )}`
}

// Forms do not nest: the button stands at its setting, its form behind the large one.
const resetForm = ({ key }: Resolved): string => `reset-${key}`

function refused(fields: Attempt['fields']): Html | undefined {
  const mistakes = [...(fields?.values() ?? [])].filter(({ error }) => error !== undefined).length
  if (mistakes === 0) return undefined
  const told = mistakes === 1 ? 'One field needs another look' : `${mistakes} fields need another look`
  return notice('bad', `Nothing is saved yet. ${told}; what is wrong stands at it.`)
}
