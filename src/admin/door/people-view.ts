/** What the page of the people shows: the list, what can be done to each, and the form that lets somebody in. */
import {
  actionButton,
  badge,
  choiceField,
  copyable,
  emptyState,
  facts,
  type Html,
  html,
  notice,
  type Role,
  type Shown,
  submitButton,
  table,
  textField,
  type View,
  type Visit,
} from '../../kernel.js'
import type { Member } from './people.js'
import { everyStore } from './schema.js'

/** The stores whose people the reader may change. */
export type Reach = readonly string[]

/** What was typed, and what came of it. */
export interface Typed {
  readonly name?: string
  readonly role?: Role
  readonly where?: string
  readonly nameFault?: string
  readonly fault?: string
  /** Shown this once. */
  readonly made?: { readonly name: string; readonly password: string }
}

export interface PeopleShown {
  readonly visit: Visit
  readonly members: readonly Member[]
  /** The last name of this page, where there is another one. */
  readonly next: string | undefined
  readonly reach: Reach
  readonly typed: Typed | undefined
}

export function peopleView({ visit, members, next, reach, typed = {} }: PeopleShown): View {
  const { made, fault } = typed
  return {
    title: 'People',
    body: html`${fault !== undefined && notice('bad', fault)}${made && madeNotice(made)}
<section><h2>Who may come in</h2>
${memberTable(visit, members, reach)}
${next !== undefined && html`<p class="pager"><a href="${visit.href('/people', { after: next })}" rel="next">More people</a></p>`}
</section>
<section><h2>Let somebody in</h2>${addForm(reach, typed)}</section>`,
  }
}

function madeNotice({ name, password }: NonNullable<Typed['made']>): Html {
  return notice(
    'good',
    `${name} is let in. Pass the one-time password on; it is shown this once, and replaced at the first sign-in.`,
    facts([
      ['Name', copyable(name, 'Name')],
      ['One-time password', copyable(password, 'One-time password')],
    ]),
  )
}

function memberTable(visit: Visit, members: readonly Member[], reach: Reach): Html {
  return table({
    caption: 'People with a role in this store',
    columns: [
      { label: 'Name' },
      { label: 'Role' },
      { label: 'Where' },
      { label: 'Signed in' },
      { label: 'Change' },
    ],
    rows: members.map((member) => [
      html`${member.name}${member.name === visit.user && ' (you)'}`,
      badge(member.role === 'admin' ? 'good' : 'off', member.role),
      whereText(member.store),
      member.signedInAt === undefined ? 'Not yet' : visit.words.when(member.signedInAt),
      changes(visit, member, reach),
    ]),
    empty: emptyState('Nobody', 'Nobody has a role in this store. Let somebody in below.'),
  })
}

function changes({ user }: Visit, { name, store, role }: Member, reach: Reach): Shown {
  if (name === user) return 'Another admin can'
  if (!reach.includes(store)) return 'An admin of all stores can'
  const other = role === 'admin' ? 'viewer' : 'admin'
  const fields = { name, where: store }
  return html`<div class="actions">${actionButton({
    does: 'setRole',
    label: html`Make ${other}<span class="hidden">: ${name}</span>`,
    fields: { ...fields, role: other },
  })}${actionButton({
    does: 'remove',
    label: html`Remove<span class="hidden"> ${name}</span>`,
    kind: 'danger',
    fields,
    question: `Remove ${name} from ${whereText(store).toLowerCase()}?`,
  })}</div>`
}

const whereText = (store: string): string => (store === everyStore ? 'All stores' : 'This store')

const roleWords: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'viewer', label: 'Viewer: looks, changes nothing' },
  { value: 'admin', label: 'Admin: looks and changes' },
]

function addForm(reach: Reach, { name, role = 'viewer', where, nameFault }: Typed): Html {
  return html`<form method="post">
${textField({
  name: 'name',
  label: 'Name',
  value: name,
  isRequired: true,
  limit: 64,
  autocomplete: 'off',
  hint: 'What they sign in with; an e-mail address will do.',
  error: nameFault,
})}
${choiceField({ name: 'role', label: 'Role', value: role, options: roleWords })}
${choiceField({
  name: 'where',
  label: 'Where',
  value: where,
  options: reach.map((store) => ({ value: store, label: whereText(store) })),
})}
${submitButton({ does: 'add', label: 'Let them in' })}
</form>`
}
