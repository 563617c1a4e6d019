/** All groups of settings, and the search in them. */
import {
  emptyState,
  type Html,
  html,
  type Page,
  type Resolved,
  table,
  textField,
  type Visit,
} from '../../../kernel.js'
import type { PagesParts } from '../parts.js'
import { groupName, isShownTo, keyLabel } from './names.js'
import { sourceWord } from './sources.js'
import { anchorOf, tellValue } from './value.js'

const mostFound = 50
const mostCharacters = 100

export function groupsPage({ host: { registry } }: PagesParts): Page {
  return {
    path: '/settings',
    summary: 'Every flag and setting, by group, and where its value comes from.',
    menu: { label: 'Settings', rank: 80 },
    async show(visit) {
      const entries = (await registry.list(visit.store)).filter(({ group }) => isShownTo(visit.store, group))
      const asked = (visit.query.get('q') ?? '').trim().slice(0, mostCharacters)
      return {
        title: 'Settings',
        body: html`<form method="get" role="search" class="filters">
${textField({ name: 'q', label: 'Find a setting', type: 'search', value: asked, limit: mostCharacters })}
<p class="actions"><button class="plain">Find</button></p></form>
${asked === '' ? groupTable(entries, visit) : foundTable(entries, asked, visit)}
<p><a href="${visit.href('/audit')}">What was changed, and by whom</a></p>`,
      }
    },
  }
}

function groupTable(entries: readonly Resolved[], { href, words }: Visit): Html {
  const rows = [...new Set(entries.map(({ group }) => group))].map((group) => {
    const own = entries.filter((entry) => entry.group === group)
    const { title, about } = groupName(group)
    // Nothing instead of a zero: what was set is what one looks for.
    const count = (source: Resolved['source']) => {
      const found = own.filter((entry) => entry.source === source).length
      return found > 0 && words.number(found)
    }
    return [
      html`<a href="${href(`/settings/${group}`)}">${title}</a>`,
      about,
      words.number(own.length),
      count('database'),
      count('environment'),
    ]
  })
  return table({
    caption: 'Groups of settings',
    columns: [
      { label: 'Group' },
      { label: 'What it is about' },
      { label: 'Settings', isFigure: true },
      { label: 'Set here', isFigure: true },
      { label: 'Set in the environment', isFigure: true },
    ],
    rows,
    empty: emptyState('There are no settings', 'No module has declared any.'),
  })
}

function foundTable(entries: readonly Resolved[], asked: string, { href, words }: Visit): Html {
  const parts = asked.toLowerCase().split(/\s+/)
  const found = entries.filter((entry) => {
    const text = textOf(entry)
    return parts.every((part) => text.includes(part))
  })
  const rest = found.length - mostFound
  return html`${table({
    caption: `Settings that fit “${asked}”`,
    columns: [
      { label: 'Setting' },
      { label: 'Group' },
      { label: 'Value' },
      { label: 'From' },
      { label: 'What it is' },
    ],
    rows: found
      .slice(0, mostFound)
      .map((entry) => [
        html`<a href="${href(`/settings/${entry.group}`)}#${anchorOf(entry.key)}">${keyLabel(entry)}</a>`,
        groupName(entry.group).title,
        tellValue(entry),
        sourceWord[entry.source],
        entry.setting.description,
      ]),
    empty: emptyState('Nothing fits', 'Try one word of it, or its name as SHOP.CURRENCY.'),
  })}
${rest > 0 && html`<p>${words.number(rest)} more: give another word.</p>`}
<p><a href="${href('/settings')}">All groups</a></p>`
}

/** Never the value: it is no one's way to a setting, and a guess at a secret is none either. */
function textOf(entry: Resolved): string {
  const { group, key, setting } = entry
  const { title, about } = groupName(group)
  return `${group}.${key} ${keyLabel(entry)} ${title} ${about} ${setting.description}`.toLowerCase()
}
