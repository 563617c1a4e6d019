/** What the buttons of a settings page do. */
import {
  type Action,
  AppError,
  copyable,
  type GoingOn,
  html,
  isAbsent,
  notice,
  type Registry,
  type Resolved,
  randomToken,
  refusalOf,
  unknownSetting,
  type View,
  type Visit,
} from '../../../kernel.js'
import { warningsOf } from './dangers.js'
import { askedFor } from './edits.js'
import { type Attempt, type GroupState, groupView } from './group-view.js'
import { groupName, isShownTo, keyLabel } from './names.js'
import { overlapOf, overlapUnlessChosen } from './overlap.js'
import { overlapField, secretField } from './secret-section.js'

type StateOf = (visit: Visit) => Promise<GroupState>

export function groupActions(registry: Registry, stateOf: StateOf): Readonly<Record<string, Action>> {
  const again = (state: GroupState, visit: Visit, attempt: Attempt): View => ({
    ...groupView(state, visit, attempt),
    status: 422,
  })

  async function save(visit: Visit, form: URLSearchParams): Promise<GoingOn | View> {
    const state = await changeable(visit)
    const { group } = state
    const { edits, fields, isRefused } = askedFor(state.entries, form)
    if (isRefused) return again(state, visit, { fields })
    const warnings = warningsOf(group, edits, (form.get('sure') ?? '').split(' '))
    if (warnings.length > 0) return again(state, visit, { fields, warnings })
    if (edits.length === 0) return onTo(group, 'Nothing was changed.')
    await registry.save(visit.store, group, edits, { by: visit.user })
    return onTo(group, edits.length === 1 ? 'The change is saved.' : `${edits.length} changes are saved.`)
  }

  async function reset(visit: Visit, form: URLSearchParams): Promise<GoingOn> {
    const { group, entries } = await changeable(visit)
    const entry = find(entries, group, form.get('key') ?? '')
    await registry.unset(visit.store, group, entry.key, visit.user)
    return onTo(
      group,
      entry.setting.sealed ? `${keyLabel(entry)}: taken out.` : `${keyLabel(entry)}: back to the default.`,
    )
  }

  async function replace(visit: Visit, form: URLSearchParams): Promise<GoingOn | View> {
    const state = await changeable(visit)
    const { group, entries } = state
    const entry = findSecret(entries, group, form.get('key') ?? '')
    const text = form.get(secretField(entry.key)) ?? ''
    const why = isAbsent(text) ? 'put one in.' : refusalOf(entry.setting, text)
    if (why !== undefined) {
      const error = `${why.charAt(0).toUpperCase()}${why.slice(1)}`
      return again(state, visit, { secretErrors: { [entry.key]: error } })
    }
    await put(visit, group, entry, text, form)
    return onTo(group, `${keyLabel(entry)}: set.`)
  }

  /** The page with what was made is the answer itself: it is shown this once. */
  async function make(visit: Visit, form: URLSearchParams): Promise<View> {
    const { group, entries } = await changeable(visit)
    const entry = findSecret(entries, group, form.get('key') ?? '')
    if (!entry.setting.rotates) throw madeElsewhere(entry)
    const made = randomToken()
    await put(visit, group, entry, made, form)
    return {
      title: `Settings: ${groupName(group).title}`,
      status: 200,
      body: html`${notice('good', `${keyLabel(entry)}: a new one is set. It is shown this once, so copy it now.`)}
<p>${copyable(made, keyLabel(entry))}</p>
<p><a href="${visit.href(`/settings/${group}`)}">Back to the settings</a></p>`,
    }
  }

  function put(
    { store, user }: Visit,
    group: string,
    entry: Resolved,
    text: string,
    form: URLSearchParams,
  ): Promise<void> {
    const chosen = form.get(overlapField(entry.key)) ?? overlapUnlessChosen
    const overlap = overlapOf(chosen)
    if (overlap === undefined)
      throw new AppError('FORM_INVALID', 'invalid', 'The form is not one of ours; load the page again.')
    return registry.set(store, group, entry.key, text, { by: user, overlapMs: overlap.ms })
  }

  /** Throws for a group that this store's pages only show. */
  async function changeable(visit: Visit): Promise<GroupState> {
    const state = await stateOf(visit)
    if (isShownTo(visit.store, state.group) && !groupName(state.group).isKept) return state
    throw new AppError('SETTING_NOT_HERE', 'forbidden', 'These settings are not changed on this page.')
  }

  return { save: { run: save }, reset: { run: reset }, replace: { run: replace }, make: { run: make } }
}

const onTo = (group: string, told: string): GoingOn => ({ to: `/settings/${group}`, notice: told })

function find(entries: readonly Resolved[], group: string, key: string): Resolved {
  const entry = entries.find((each) => each.key === key)
  if (entry) return entry
  throw unknownSetting([{ name: group, settings: settingsOf(entries) }], group, key)
}

function findSecret(entries: readonly Resolved[], group: string, key: string): Resolved {
  return find(
    entries.filter(({ setting }) => setting.sealed),
    group,
    key,
  )
}

const settingsOf = (entries: readonly Resolved[]) =>
  Object.fromEntries(entries.map(({ key, setting }) => [key, setting]))

const madeElsewhere = (entry: Resolved): AppError =>
  new AppError(
    'SECRET_MADE_ELSEWHERE',
    'invalid',
    `${keyLabel(entry)}: only whoever it opens to can make it; put in what they gave you.`,
  )
