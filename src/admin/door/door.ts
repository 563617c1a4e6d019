/** The door: makes the doorkeeper of its parts. */
import { type Call, type Host, html, type Page, type Visit } from '../../kernel.js'
import { wayTo } from '../frame/address.js'
import type { SurroundingsOf } from '../frame/surroundings.js'
import { accountPage } from './account-page.js'
import { createAdmission, isByItself } from './admission.js'
import { createPasswordCheck } from './check-password.js'
import { createCookie } from './cookies.js'
import type { Doorkeeper } from './doorkeeper.js'
import { createHall } from './hall.js'
import { createKnownBrowser } from './known-browser.js'
import { newPasswordRoutes } from './new-password.js'
import type { People } from './people.js'
import { peoplePage } from './people-page.js'
import type { Renewals } from './renewals.js'
import { roleIn, storesOf } from './roles.js'
import type { Sessions } from './sessions.js'
import { createSignIn } from './sign-in.js'
import type { Pause } from './sign-in-limits.js'
import { targetOf } from './target.js'

export interface DoorParts {
  readonly host: Host
  readonly people: People
  readonly renewals: Renewals
  readonly sessions: Sessions
  readonly surroundingsOf: SurroundingsOf
  readonly pause?: Pause | undefined
}

export function createDoor(parts: DoorParts): Doorkeeper {
  const { host, people, renewals, sessions, surroundingsOf, pause } = parts
  const cookie = createCookie(host, '')
  const admission = createAdmission({ host, sessions, cookie })
  const check = createPasswordCheck({ host, people, pause })
  const known = createKnownBrowser(host)
  const hall = createHall({
    host,
    admission,
    check,
    known,
    people,
    renewals,
    sessions,
    cookie,
    surroundingsOf,
  })
  const signIn = createSignIn(hall)
  const calls = new WeakMap<Visit, Call>()
  const callOf = (visit: Visit): Call => {
    const call = calls.get(visit)
    if (call === undefined) throw new TypeError('This visit was not accompanied by the door')
    return call
  }

  /** Whoever has no role here is shown the way to where they have one. */
  async function showOwnStores(call: Call): Promise<void> {
    const own = storesOf(admission.sessionOf(call).roles, host.stores)
    if (call.req.method !== 'POST' && targetOf(call) === 'admin' && own.length > 0)
      return hall.goTo(call, hall.firstPageOf(admission.sessionOf(call).roles))
    await hall.sendPlain(call, 403, {
      title: 'Not your store',
      body: html`<p>You have no role in this store; its admins can let you in.</p>
${own.length > 0 && html`<p>Yours:</p><ul>${own.map((key) => html`<li><a href="${wayTo(call, key, '/')}">${key}</a></li>`)}</ul>`}`,
    })
  }

  return {
    gate: admission.gate,
    lobby: admission.lobby,
    requireOpen: admission.requireOpen,
    personOf(call) {
      const { person, roles } = admission.sessionOf(call)
      const role = roleIn(roles, call.store)
      if (role === undefined)
        throw new TypeError('A page of a store is shown to somebody without a role in it')
      return { name: person, role, stores: storesOf(roles, host.stores) }
    },
    accompany(visit, call) {
      calls.set(visit, call)
    },
    leaveNotice: (call, text) => sessions.leaveNotice(admission.sessionOf(call), text),
    async takeNotice(call) {
      if (isByItself(call) || call.req.method === 'HEAD') return undefined
      return sessions.takeNotice(admission.sessionOf(call))
    },
    async turnAway(call, { code }) {
      if (code === 'SESSION_MISSING') await signIn.ask(call)
      else if (code === 'PASSWORD_ONE_TIME') hall.askFirst(call, targetOf(call))
      else if (code === 'STORE_NOT_YOURS') await showOwnStores(call)
      else return false
      return true
    },
    routes: () => [...signIn.routes, ...newPasswordRoutes(hall, admission.lobby)],
    pages: (): readonly Page[] => [accountPage(hall, callOf), peoplePage(hall, callOf)],
  }
}
