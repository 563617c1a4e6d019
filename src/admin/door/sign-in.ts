/** Signing in and out: the page, what its form does, and the end of a session. */
import { AppError, type Call, faults, type Html, html, open, queryOf, type Route } from '../../kernel.js'
import { wayUp } from '../frame/address.js'
import { readForm } from '../frame/form.js'
import { wantsPage } from '../frame/wants-page.js'
import { challenge } from './admission.js'
import { carry, uncarry } from './carried.js'
import { wrongSignIn } from './check-password.js'
import type { Hall } from './hall.js'
import { requireOwnOrigin } from './origin.js'
import { signInForm, unsafeNotice } from './sign-in-form.js'
import { readPageTarget, readTarget, targetOf } from './target.js'
import { isForwarded, wireOf } from './wire.js'

// A form that is carried along is a third longer than it was.
const formLimitBytes = 98_304

const expired = html`<p>You were signed out, because nobody used this page for a while or your session came to its end. Nothing that you typed is lost: sign in, and send it again.</p>`
const tooLong = html`<p>You were signed out, because nobody used this page for a while or your session came to its end. What you typed is too long to be kept here: open this page in a second tab, sign in there, then come back by your browser’s button and send it again.</p>`

export function createSignIn(hall: Hall) {
  const { host, admission, check, known, people, cookie, sessions, sendPlain, goTo } = hall

  interface Shown {
    readonly to?: string | undefined
    readonly carried?: string | undefined
    readonly name?: string | undefined
    readonly lead?: Html | undefined
    readonly fault?: string | undefined
  }

  async function sendForm(call: Call, status: number, shown: Shown = {}): Promise<void> {
    const isBare = wireOf(host, call.req) === 'bare'
    const action = `${wayUp(call)}admin/sign-in`
    await sendPlain(call, isBare ? 403 : status, {
      title: 'Sign in',
      body: isBare ? unsafeNotice(isForwarded(call.req)) : signInForm({ ...shown, action }),
    })
  }

  async function show(call: Call): Promise<void> {
    const to = readPageTarget(queryOf(call.req).get('to'))
    const session = await admission.find(call)
    if (session) return goTo(call, to ?? hall.firstPageOf(session.roles))
    await sendForm(call, 200, { to })
  }

  async function signIn(call: Call): Promise<void> {
    requireOwnOrigin(host, call.req)
    const form = await readForm(call)
    if (wireOf(host, call.req) === 'bare') return refuseBare(call)
    const to = readTarget(form.get('to'))
    const carried = form.get('carried')
    const name = form.get('name') ?? ''
    try {
      const browser = known.read(call, name.trim().toLowerCase())
      const typed = form.get('password') ?? ''
      const person = await check.judge(call, name, typed, browser)
      const session = await hall.begin(call, person.name)
      // Who gives them a new password ends the sessions that there are; this one may have come a moment later.
      if (!(await check.holds(person, typed))) {
        await sessions.endOne(session)
        cookie.write(call, undefined)
        throw wrongSignIn()
      }
      await people.signedIn(person)
      known.remember(call, person.name)
      host.log.info({ person: person.name }, 'signed in')
      const next = { to: to ?? hall.firstPageOf(person.roles), carried: uncarry(carried) }
      if (!person.isOneTime) await hall.goOn(call, session, next)
      else if (next.carried === undefined) hall.askFirst(call, next.to)
      else await hall.askForPassword(call, person.name, next)
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('SIGN_IN_')) throw error
      if (error.fault === 'unauthenticated') challenge(call)
      if (!wantsPage(call)) throw error
      if (error.retryAfterSeconds !== undefined)
        call.res.setHeader('retry-after', String(error.retryAfterSeconds))
      const again = uncarry(carried) && (carried ?? undefined)
      await sendForm(call, faults[error.fault].status, {
        to,
        carried: again,
        name: name.slice(0, 64),
        fault: error.message,
      })
    }
  }

  async function refuseBare(call: Call): Promise<void> {
    if (wantsPage(call)) return sendForm(call, 403)
    throw new AppError('SIGN_IN_UNSAFE', 'forbidden', 'Sign in over https, or on the machine itself.')
  }

  async function signOut(call: Call): Promise<void> {
    requireOwnOrigin(host, call.req)
    const token = cookie.read(call)
    if (token !== undefined) await sessions.end(token)
    cookie.write(call, undefined)
    goTo(call, 'admin/sign-in')
  }

  const shared = { access: open, scope: 'process' } as const
  return {
    /** Answers a call without a session. */
    async ask(call: Call): Promise<void> {
      const to = targetOf(call)
      call.res.removeHeader('www-authenticate')
      if (call.req.method !== 'POST') {
        const back = readPageTarget(to)
        return goTo(call, `admin/sign-in${back && back !== 'admin' ? `?to=${encodeURIComponent(back)}` : ''}`)
      }
      challenge(call)
      // Whatever cannot be read was typed by nobody.
      const form = await readForm(call).catch(() => new URLSearchParams())
      const carried = carry(form)
      await sendForm(call, 401, { to, carried, lead: carried === undefined ? tooLong : expired })
    },
    routes: [
      {
        ...shared,
        method: 'GET',
        path: '/admin/sign-in',
        summary: 'Asks for name and password.',
        handle: show,
      },
      {
        ...shared,
        method: 'POST',
        path: '/admin/sign-in',
        summary: 'Begins a session.',
        bodyLimitBytes: formLimitBytes,
        handle: signIn,
      },
      {
        ...shared,
        method: 'POST',
        path: '/admin/sign-out',
        summary: 'Ends the session.',
        bodyLimitBytes: 1_024,
        handle: signOut,
      },
    ] satisfies readonly Route[],
  }
}
