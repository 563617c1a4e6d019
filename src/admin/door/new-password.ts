/** The page on which a one-time password is replaced: the only one that is shown until it is. */
import { type AdminGate, admin, type Call, queryOf, type Route } from '../../kernel.js'
import { readForm } from '../frame/form.js'
import { uncarry } from './carried.js'
import type { Hall } from './hall.js'
import { newPasswordFaults } from './new-password-fields.js'
import { readTarget } from './target.js'

const formLimitBytes = 98_304

export function newPasswordRoutes(hall: Hall, lobby: AdminGate): readonly Route[] {
  const { admission, check, people, sessions, host } = hall

  async function show(call: Call): Promise<void> {
    const { isOneTime, person, roles } = admission.sessionOf(call)
    const to = readTarget(queryOf(call.req).get('to')) ?? hall.firstPageOf(roles)
    if (!isOneTime) return hall.goTo(call, `${hall.firstPageOf(roles)}/account`)
    await hall.askForPassword(call, person, { to, carried: undefined })
  }

  async function set(call: Call): Promise<void> {
    const { isOneTime, person, roles } = admission.sessionOf(call)
    // Any other password is changed by whoever knows it.
    if (!isOneTime) return hall.goTo(call, `${hall.firstPageOf(roles)}/account`)
    const form = await readForm(call)
    const next = {
      to: readTarget(form.get('to')) ?? hall.firstPageOf(roles),
      carried: uncarry(form.get('carried')),
    }
    const faults = newPasswordFaults(form, person)
    if (faults) return hall.askForPassword(call, person, next, faults)
    await people.setPassword(person, await check.hash(form.get('password') ?? ''), person)
    await sessions.endOf(person)
    host.log.info({ person }, 'replaced a one-time password')
    await hall.goOn(call, await hall.begin(call, person), next, 'Your password is set.')
  }

  const shared = { path: '/admin/new-password', access: admin('viewer', lobby), scope: 'process' } as const
  return [
    { ...shared, method: 'GET', summary: 'Asks for a password in place of a one-time one.', handle: show },
    { ...shared, method: 'POST', summary: 'Sets it.', bodyLimitBytes: formLimitBytes, handle: set },
  ]
}
