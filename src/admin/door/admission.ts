/** Admission: finds the session of a call, and says whether it may go where it wants to. */
import { type AdminGate, AppError, type Call, type Host } from '../../kernel.js'
import { ADMIN } from '../settings.js'
import type { Cookie } from './cookies.js'
import { requireOwnOrigin } from './origin.js'
import { roleIn } from './roles.js'
import type { Session, Sessions, Span } from './sessions.js'

export type Admission = ReturnType<typeof createAdmission>

export interface AdmissionParts {
  readonly host: Pick<Host, 'registry' | 'client' | 'publicUrl'>
  readonly sessions: Sessions
  readonly cookie: Cookie
}

export function createAdmission({ host, sessions, cookie }: AdmissionParts) {
  const admitted = new WeakMap<Call, Session>()

  async function span(): Promise<Span> {
    const { IDLE_MINUTES, SESSION_HOURS } = await host.registry.read(ADMIN, 'default')
    return { idleMs: IDLE_MINUTES * 60_000, lifeMs: SESSION_HOURS * 3_600_000 }
  }

  async function requireOpen(): Promise<void> {
    const { ENABLED } = await host.registry.read(ADMIN, 'default')
    if (!ENABLED) throw new AppError('ADMIN_DISABLED', 'missing', 'Nothing is found at this address.')
  }

  async function find(call: Call): Promise<Session | undefined> {
    const token = cookie.read(call)
    return token !== undefined && /^[\w-]{43}$/.test(token) ? sessions.find(token, await span()) : undefined
  }

  async function enter(call: Call): Promise<Session> {
    await requireOpen()
    if (call.req.method === 'POST') requireOwnOrigin(host, call.req)
    const session = await find(call)
    if (session === undefined) {
      challenge(call)
      throw new AppError('SESSION_MISSING', 'unauthenticated', 'Sign in first.')
    }
    if (!isByItself(call)) await sessions.touch(session)
    admitted.set(call, session)
    return session
  }

  const gate: AdminGate = async (call, role) => {
    const session = await enter(call)
    if (session.isOneTime) {
      throw new AppError(
        'PASSWORD_ONE_TIME',
        'forbidden',
        'Replace your one-time password by your own first.',
      )
    }
    const held = roleIn(session.roles, call.store)
    if (held === undefined) throw new AppError('STORE_NOT_YOURS', 'forbidden', 'This store is none of yours.')
    if (role === 'admin' && held !== 'admin') {
      throw new AppError('ROLE_MISSING', 'forbidden', 'This is for admins of this store; ask one of them.')
    }
  }

  return {
    gate,
    lobby: (async (call) => {
      await enter(call)
    }) satisfies AdminGate,
    requireOpen,
    span,
    find,
    /** Of a call that was let in. */
    sessionOf(call: Call): Session {
      const session = admitted.get(call)
      if (session === undefined) throw new TypeError('This call was not let in by the door')
      return session
    },
  }
}

/** Whether a live page looks for news, which does not show that anybody sits in front of it. */
export function isByItself({ req: { headers, method } }: Pick<Call, 'req'>): boolean {
  return (
    method !== 'POST' && (headers['x-requested-with'] === 'life' || headers['sec-fetch-dest'] === 'empty')
  )
}

/** A 401 must say how one gets in; browsers pass over a scheme that they do not know. */
export function challenge({ res }: Pick<Call, 'res'>): void {
  res.setHeader('www-authenticate', 'Storecast-Session realm="Storecast"')
}
