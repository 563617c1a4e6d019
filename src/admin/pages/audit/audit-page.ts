/** The audit: who changed what, the newest first. */
import {
  type AuditedChange,
  emptyState,
  html,
  type Page,
  type Registry,
  type Shown,
  table,
  type Visit,
} from '../../../kernel.js'
import type { AccessChange, PagesParts } from '../parts.js'
import { groupName, keyLabel } from '../settings/names.js'
import { tellText } from '../settings/value.js'

const pageRows = 50
const mostCharacters = 120

interface Line {
  readonly id: string
  readonly at: number
  readonly by: string
  readonly what: Shown
  readonly from: string
  readonly to: string
}

export function auditPage({ host: { registry }, accessChanges }: PagesParts): Page {
  return {
    path: '/audit',
    summary: 'Who changed which setting and who may come in, the newest first.',
    menu: { label: 'Audit', rank: 85 },
    async show(visit) {
      const { store, query, href, words } = visit
      const before = cursorOf(query)
      // One more than is shown says whether there are more.
      const [changes, accesses] = await Promise.all([
        registry.changes(store, pageRows + 1, before),
        accessChanges(store, pageRows + 1, before),
      ])
      const lines = [...changes.map((each) => changeLine(each, registry, visit)), ...accesses.map(accessLine)]
        // By code units, as the databases order them: whoever pages on must meet each line once.
        .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      const shown = lines.slice(0, pageRows)
      return {
        title: 'Audit',
        body: html`${table({
          caption: before === undefined ? 'The latest changes' : 'Earlier changes',
          columns: [
            { label: 'What' },
            { label: 'From' },
            { label: 'To' },
            { label: 'By' },
            { label: 'When' },
          ],
          rows: shown.map(({ what, from, to, by, at }) => [what, told(from), told(to), by, words.when(at)]),
          empty: emptyState(
            before === undefined ? 'Nothing was changed yet' : 'Nothing was changed before that',
            'Every change of a setting stands here, with who made it and when.',
          ),
        })}
${
  (before !== undefined || lines.length > pageRows) &&
  html`<nav class="pager" aria-label="Pages of the audit">${before !== undefined && html`<a href="${href('/audit')}">The latest</a>`}${
    lines.length > pageRows && html`<a href="${href('/audit', { before: shown.at(-1)?.id })}">Earlier</a>`
  }</nav>`
}`,
      }
    },
  }
}

/** What no id looks like is as good as nothing. */
function cursorOf(query: URLSearchParams): string | undefined {
  const before = query.get('before') ?? ''
  return /^[0-9a-f-]{36}$/.test(before) ? before : undefined
}

function changeLine(change: AuditedChange, { groups }: Registry, { href }: Visit): Line {
  const { id, at, by, group, key, from, to } = change
  const settings = groups.find(({ name }) => name === group)?.settings ?? {}
  const setting = Object.hasOwn(settings, key) ? settings[key] : undefined
  const tell = (text: string | null) => {
    if (text === null) return 'not set'
    return sealedWords.get(text) ?? cut(tellText(setting, text))
  }
  const name = html`${groupName(group).title}: ${keyLabel({ group, key })}`
  return {
    id,
    at,
    by,
    what: setting ? html`<a href="${href(`/settings/${group}`)}">${name}</a>` : name,
    from: tell(from),
    to: tell(to),
  }
}

// What stands in the audit in place of a secret.
const sealedWords: ReadonlyMap<string, string> = new Map([
  ['(sealed)', 'hidden'],
  ['(shown)', 'shown to them'],
])

/** An address has no gaps to break at. */
const told = (text: string): Shown => text !== '' && html`<span class="value">${text}</span>`

const accessLine = ({ id, at, by, what }: AccessChange): Line => ({ id, at, by, what, from: '', to: '' })

const cut = (text: string): string =>
  text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
