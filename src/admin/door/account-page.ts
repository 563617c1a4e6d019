/** One's own account: the password, and where one is signed in. */
import {
  AppError,
  actionButton,
  badge,
  type Call,
  emptyState,
  type Html,
  html,
  notice,
  type Page,
  submitButton,
  table,
  textField,
  type View,
  type Visit,
} from '../../kernel.js'
import type { Hall } from './hall.js'
import { newPasswordFaults, newPasswordFields, type PasswordFaults } from './new-password-fields.js'
import type { OwnSession } from './sessions.js'

export function accountPage(hall: Hall, callOf: (visit: Visit) => Call): Page {
  const { admission, check, people, sessions, host } = hall

  async function view(visit: Visit, faults: PasswordFaults = {}, fault?: string): Promise<View> {
    const own = admission.sessionOf(callOf(visit))
    return {
      title: 'Your account',
      body: html`${fault !== undefined && notice('bad', fault)}
<section><h2>Change your password</h2>${passwordForm(visit, faults)}</section>
<section><h2>Where you are signed in</h2>${sessionTable(visit, await sessions.listOf(visit.user), own.id)}
<div class="actions">${actionButton({ does: 'endOthers', label: 'Sign out everywhere else' })}
${actionButton({ does: 'endAll', label: 'Sign out everywhere', kind: 'danger' })}</div></section>`,
    }
  }

  return {
    path: '/account',
    summary: 'One’s own password, and where one is signed in.',
    show: (visit) => view(visit),
    actions: {
      changePassword: {
        role: 'viewer',
        async run(visit, form) {
          const call = callOf(visit)
          const { id } = admission.sessionOf(call)
          const faults = newPasswordFaults(form, visit.user)
          if (faults) return view(visit, faults)
          try {
            // Its own count: whoever sits at a browser that was left open guesses no faster than at the door.
            await check.judge(call, visit.user, form.get('current') ?? '', `session ${id}`)
          } catch (error) {
            if (!(error instanceof AppError) || error.code !== 'SIGN_IN_WRONG') throw error
            return view(visit, { current: 'This is not your password.' })
          }
          const password = form.get('password') ?? ''
          if (password === form.get('current'))
            return view(visit, { password: 'This is the one that you have.' })
          await people.setPassword(visit.user, await check.hash(password), visit.user)
          await sessions.endOf(visit.user, id)
          host.log.info({ person: visit.user }, 'changed a password')
          return {
            to: '/account',
            notice: 'Your password is changed, and you are signed out everywhere else.',
          }
        },
      },
      endOthers: {
        role: 'viewer',
        async run(visit) {
          await sessions.endOf(visit.user, admission.sessionOf(callOf(visit)).id)
          return { to: '/account', notice: 'You are signed out everywhere else.' }
        },
      },
      endAll: {
        role: 'viewer',
        async run(visit) {
          await sessions.endOf(visit.user)
          return { to: '/' }
        },
      },
    },
  }
}

function passwordForm({ user }: Visit, faults: PasswordFaults): Html {
  return html`<form method="post">
${textField({ name: 'name', label: 'Name', value: user, isReadOnly: true, autocomplete: 'username' })}
${textField({
  name: 'current',
  label: 'Password that you have',
  type: 'password',
  isRequired: true,
  autocomplete: 'current-password',
  error: faults.current,
})}
${newPasswordFields(faults)}
${submitButton({ does: 'changePassword', label: 'Change the password' })}
</form>`
}

function sessionTable({ words }: Visit, list: readonly OwnSession[], ownId: string): Html {
  return table({
    caption: 'Your sessions',
    columns: [{ label: 'Browser' }, { label: 'Last used' }, { label: 'Signed in' }],
    rows: list.map(({ id, browser, seenAt, beganAt }) => [
      html`${browserName(browser)} ${id === ownId && badge('good', 'this one')}`,
      words.when(seenAt),
      words.when(beganAt),
    ]),
    empty: emptyState('No sessions', 'You are signed in nowhere.'),
  })
}

const browsers: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

/** As a person would call it; a User-Agent says more than anybody wants to read. */
function browserName(userAgent: string): string {
  const found = (list: typeof browsers) => list.find(([sign]) => sign.test(userAgent))?.[1]
  const [browser, system] = [found(browsers), found(systems)]
  if (browser === undefined) return userAgent === '' ? 'Unknown' : userAgent.slice(0, 60)
  return system === undefined ? browser : `${browser} on ${system}`
}
