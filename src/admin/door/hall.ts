/** The hall: what everything behind the door stands on, and the ways from there to the pages. */
import { type Call, type Host, hiddenFields, html, submitButton, textField } from '../../kernel.js'
import { storePath, wayUp } from '../frame/address.js'
import { type Content, plainLayout } from '../frame/layout.js'
import { keepPrivate, sendPage } from '../frame/send-page.js'
import type { SurroundingsOf } from '../frame/surroundings.js'
import type { Admission } from './admission.js'
import { carry } from './carried.js'
import type { PasswordCheck } from './check-password.js'
import type { Cookie } from './cookies.js'
import type { KnownBrowser } from './known-browser.js'
import { newPasswordFields, type PasswordFaults } from './new-password-fields.js'
import type { People } from './people.js'
import type { Renewals } from './renewals.js'
import { resendForm } from './resend-form.js'
import { type RoleIn, storesOf } from './roles.js'
import type { Session, Sessions } from './sessions.js'
import { readPageTarget } from './target.js'

export interface HallParts {
  readonly host: Host
  readonly admission: Admission
  readonly check: PasswordCheck
  readonly known: KnownBrowser
  readonly people: People
  readonly renewals: Renewals
  readonly sessions: Sessions
  readonly cookie: Cookie
  readonly surroundingsOf: SurroundingsOf
}

/** Where somebody wanted to go, and what they had typed there. */
export interface Onward {
  readonly to: string
  readonly carried: URLSearchParams | undefined
}

export type Hall = ReturnType<typeof createHall>

export function createHall(parts: HallParts) {
  const { host, sessions, cookie, surroundingsOf } = parts

  async function sendPlain(call: Call, status: number, content: Content): Promise<void> {
    sendPage(call.res, plainLayout(await surroundingsOf(call), content), { status })
  }

  /** `target` is an address of ours below the mount point. */
  function goTo(call: Call, target: string): void {
    keepPrivate(call.res)
    call.res.statusCode = 303
    call.res.setHeader('location', `${wayUp(call)}${target}`)
    call.res.end()
  }

  /** The first store that they may see; whoever has none is told so there. */
  function firstPageOf(roles: readonly RoleIn[]): string {
    const [store = 'default'] = storesOf(roles, host.stores)
    return `${storePath(store)}admin`
  }

  return {
    ...parts,
    sendPlain,
    goTo,
    firstPageOf,

    /** A session of a new name; the one that this browser had is over. */
    async begin(call: Call, person: string): Promise<Pick<Session, 'id'>> {
      const before = cookie.read(call)
      if (before !== undefined) await sessions.end(before)
      const { id, token } = await sessions.begin(person, call.req.headers['user-agent'] ?? '')
      cookie.write(call, token)
      return { id }
    },

    async goOn(
      call: Call,
      session: Pick<Session, 'id'>,
      { to, carried }: Onward,
      notice?: string,
    ): Promise<void> {
      if (carried === undefined) {
        if (notice !== undefined) await sessions.leaveNotice(session, notice)
        return goTo(call, readPageTarget(to) ?? 'admin')
      }
      await sendPlain(call, 200, { title: 'Send it again', body: resendForm(`${wayUp(call)}${to}`, carried) })
    },

    /** On to that page by its own address. */
    askFirst(call: Call, to: string | undefined): void {
      const back = readPageTarget(to)
      goTo(call, `admin/new-password${back === undefined ? '' : `?to=${encodeURIComponent(back)}`}`)
    },

    /** The only page that is shown to whoever came with a one-time password. */
    async askForPassword(
      call: Call,
      name: string,
      { to, carried }: Onward,
      faults?: PasswordFaults,
    ): Promise<void> {
      await sendPlain(call, faults === undefined ? 200 : 422, {
        title: 'Choose your password',
        body: html`<p>You signed in with a one-time password. Replace it by one of your own to go on.</p>
<form method="post" action="${wayUp(call)}admin/new-password">
${textField({ name: 'name', label: 'Name', value: name, isReadOnly: true, autocomplete: 'username' })}
${newPasswordFields(faults)}
${hiddenFields({ to, ...(carried && { carried: carry(carried) ?? '' }) })}
${submitButton({ does: 'new-password', label: 'Set the password' })}
</form>`,
      })
    },
  }
}
