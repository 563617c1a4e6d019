/** The people of a store: who may look, who may change things, and letting others in. */
import {
  AppError,
  type Call,
  type GoingOn,
  type Page,
  type Role,
  type View,
  type Visit,
} from '../../kernel.js'
import type { Hall } from './hall.js'
import { readName } from './people.js'
import { peopleView, type Reach, type Typed } from './people-view.js'
import { isAdminOver, type RoleIn, roleIn } from './roles.js'
import { everyStore } from './schema.js'

const pageLength = 50

export function peoplePage(
  { admission, people, renewals, host }: Hall,
  callOf: (visit: Visit) => Call,
): Page {
  const rolesOf = (visit: Visit): readonly RoleIn[] => admission.sessionOf(callOf(visit)).roles

  /** What the reader may change: their store, or all of them. */
  function reachOf(visit: Visit): Reach {
    const roles = rolesOf(visit)
    const ofAll = roles.filter(({ store }) => store === everyStore)
    return roleIn(ofAll, everyStore) === 'admin' ? [visit.store, everyStore] : [visit.store]
  }

  async function view(visit: Visit, typed?: Typed): Promise<View> {
    const after = visit.query.get('after') ?? ''
    // Two rows at most for each: one of the store, one of all stores.
    const rows = await people.members(visit.store, 2 * pageLength + 2, after)
    const names = [...new Set(rows.map(({ name }) => name))].slice(0, pageLength)
    const members = rows.filter(({ name }) => names.includes(name))
    const next = members.length < rows.length ? names.at(-1) : undefined
    const own = rolesOf(visit)
    const renewable = [...(await renewals.rolesOf(names))].flatMap(([name, held]) =>
      isAdminOver(own, held) ? name : [],
    )
    return peopleView({ visit, members, next, reach: reachOf(visit), renewable, typed })
  }

  function nameIn(form: URLSearchParams): string {
    const name = readName(form.get('name') ?? '')
    if (name === undefined) throw unknown()
    return name
  }

  /** Whose role it is, where that may be changed by the reader. */
  function placeOf(visit: Visit, form: URLSearchParams) {
    const name = nameIn(form)
    if (name === visit.user)
      throw new AppError('PERSON_ONESELF', 'conflict', 'Nobody changes their own role; ask another admin.')
    return { name, store: storeOf(visit, form), by: visit.user }
  }

  function storeOf(visit: Visit, form: URLSearchParams): string {
    const store = form.get('where') ?? ''
    if (reachOf(visit).includes(store)) return store
    throw new AppError('ROLE_MISSING', 'forbidden', 'Only an admin of all stores can do this.')
  }

  /** Whoever knows the password is that person: it takes an admin of every store in which they are somebody. */
  function judgeRenewal(visit: Visit, held: readonly RoleIn[]): void {
    if (roleIn(held, visit.store) === undefined) throw unknown()
    if (isAdminOver(rolesOf(visit), held)) return
    throw new AppError('ROLE_MISSING', 'forbidden', 'Only an admin of all stores of this person can do this.')
  }

  async function unlessRefused(visit: Visit, work: () => Promise<GoingOn | View>) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof AppError && error.fault === 'conflict')
        return view(visit, { fault: error.message })
      throw error
    }
  }

  return {
    path: '/people',
    summary: 'Who may look, and who may change things.',
    menu: { label: 'People', rank: 85 },
    role: 'admin',
    show: (visit) => view(visit),
    actions: {
      add: {
        async run(visit, form) {
          const typed = { name: form.get('name') ?? '', role: roleOf(form), where: form.get('where') ?? '' }
          const name = readName(typed.name)
          if (name === undefined) {
            const nameFault = 'Use up to 64 letters, digits and . _ - + @, as in an e-mail address.'
            return view(visit, { ...typed, nameFault })
          }
          const store = storeOf(visit, form)
          try {
            const password = await people.add({ name, store, role: typed.role, by: visit.user })
            host.log.info({ person: name, store, role: typed.role, by: visit.user }, 'let somebody in')
            if (password === undefined)
              return { to: '/people', notice: `${name} is let in, with the password that they have.` }
            return { ...(await view(visit, { made: { name, password } })), status: 200 }
          } catch (error) {
            if (!(error instanceof AppError) || error.code !== 'PERSON_THERE') throw error
            return view(visit, { ...typed, nameFault: 'There is somebody of this name already.' })
          }
        },
      },
      setRole: {
        run: (visit, form) =>
          unlessRefused(visit, async () => {
            const [place, role] = [placeOf(visit, form), roleOf(form)]
            await people.setRole({ ...place, role })
            host.log.info({ ...place, person: place.name, role }, 'changed a role')
            return { to: '/people', notice: `${place.name} is ${role} now.` }
          }),
      },
      remove: {
        run: (visit, form) =>
          unlessRefused(visit, async () => {
            const place = placeOf(visit, form)
            await people.remove(place)
            host.log.info({ ...place, person: place.name }, 'removed somebody')
            return { to: '/people', notice: `${place.name} is removed.` }
          }),
      },
      renew: {
        run: (visit, form) =>
          unlessRefused(visit, async () => {
            const [name, by] = [nameIn(form), visit.user]
            if (name === by)
              throw new AppError(
                'PERSON_ONESELF',
                'conflict',
                'One’s own password is changed on the page of one’s account.',
              )
            const password = await renewals.renew({ name, by, judge: (held) => judgeRenewal(visit, held) })
            host.log.info({ person: name, by }, 'gave a one-time password')
            return { ...(await view(visit, { renewed: { name, password } })), status: 200 }
          }),
      },
    },
  }
}

const unknown = (): AppError => new AppError('PERSON_UNKNOWN', 'missing', 'There is no such person.')

function roleOf(form: URLSearchParams): Role {
  return form.get('role') === 'admin' ? 'admin' : 'viewer'
}
