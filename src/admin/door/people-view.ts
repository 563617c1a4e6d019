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
  /** Whoever is let in for the first time. */
  readonly made?: Given
  /** Whoever lost the password that they had. */
  readonly renewed?: Given
}

/** Shown this once. */
interface Given {
  readonly name: string
  /** For one time. */
  readonly password: string
}

export interface PeopleShown {
  readonly visit: Visit
  readonly members: readonly Member[]
  /** The last name of this page, where there is another one. */
  readonly next: string | undefined
  readonly reach: Reach
  /** Whose password the reader may renew. */
  readonly renewable: readonly string[]
  readonly typed: Typed | undefined
}

export function peopleView(shown: PeopleShown): View {
  const { visit, next, reach, typed = {} } = shown
  const { made, renewed, fault } = typed
  return {
    title: 'People',
    body: html`${fault !== undefined && notice('bad', fault)}${made && givenNotice(`${made.name} is let in.`, made)}${
      renewed && givenNotice(`${renewed.name} has a new password, and is signed out everywhere.`, renewed)
    }
<section><h2>Who may come in</h2>
${memberTable(shown)}
${next !== undefined && html`<p class="pager"><a href="${visit.href('/people', { after: next })}" rel="next">More people</a></p>`}
</section>
<section><h2>Let somebody in</h2>${addForm(reach, typed)}</section>`,
  }
}

function givenNotice(lead: string, { name, password }: Given): Html {
  return notice(
    'good',
    `${lead} Pass the one-time password on; it is shown this once, and replaced at the first sign-in.`,
    facts([
      ['Name', copyable(name, 'Name')],
      ['One-time password', copyable(password, 'One-time password')],
    ]),
  )
}

function memberTable(shown: PeopleShown): Html {
  const { visit, members } = shown
  return table({
    caption: 'People with a role in this store',
    columns: [{ label: 'Name' }, { label: 'Role' }, { label: 'Signed in' }, { label: 'Change' }],
    rows: members.map((member, at) => [
      html`${member.name}${member.name === visit.user && ' (you)'}`,
      html`<span>${badge(member.role === 'admin' ? 'good' : 'off', member.role)}<br><small>${whereText(member.store)}</small></span>`,
      signedIn(visit, member),
      // Of two roles one line has it: the password is the same.
      changes(shown, member, members[at - 1]?.name !== member.name),
    ]),
    empty: emptyState('Nobody', 'Nobody has a role in this store. Let somebody in below.'),
  })
}

function signedIn({ words }: Visit, { signedInAt, isOneTime }: Member): Shown {
  if (signedInAt === undefined) return 'Not yet'
  return html`<span>${words.when(signedInAt)}${isOneTime && html`<br><small>now has a one-time password</small>`}</span>`
}

function changes(shown: PeopleShown, { name, store, role }: Member, isFirst: boolean): Shown {
  const { visit, reach, renewable } = shown
  if (name === visit.user) return 'Another admin can'
  if (!reach.includes(store)) return 'An admin of all stores can'
  const other = role === 'admin' ? 'viewer' : 'admin'
  const fields = { name, where: store }
  return html`<div class="actions">${actionButton({
    does: 'setRole',
    label: html`Make ${other}<span class="hidden">: ${name}</span>`,
    fields: { ...fields, role: other },
  })}${
    isFirst &&
    renewable.includes(name) &&
    actionButton({
      does: 'renew',
      label: html`New password<span class="hidden"> for ${name}</span>`,
      fields: { name },
      question: `Give ${name} a new one-time password? The one that they have ends, and they are signed out.`,
    })
  }${actionButton({
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
