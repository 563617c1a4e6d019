/** People: who may sign in, and what they may do where; every change stands in the audit. */
import type { Knex } from 'knex'
import { AppError, type Clock, type Database, type Role } from '../../kernel.js'
import { writeAccess } from './access-audit.js'
import { makeOneTimePassword } from './one-time.js'
import { hashOneTimePassword } from './password.js'
import { type RoleIn, readRole } from './roles.js'
import { everyStore, tables } from './schema.js'

/** Somebody with a role in the store that was asked about, or in all of them. */
export interface Member extends RoleIn {
  readonly name: string
  /** They have not signed in with their one-time password yet. */
  readonly isOneTime: boolean
  readonly signedInAt: number | undefined
}

export interface StoredPerson {
  readonly name: string
  /** As `isPassword` reads it. */
  readonly password: string
  readonly isOneTime: boolean
  readonly roles: readonly RoleIn[]
}

/** Whose role it is and where, and who changes it. */
export interface RoleChange {
  readonly name: string
  readonly store: string
  readonly by: string
}

export type People = ReturnType<typeof createPeople>

const nameForm = /^[a-z0-9][a-z0-9._@+-]{0,63}$/

/** A name as it is stored, undefined where it can be none. */
export function readName(typed: string): string | undefined {
  const name = typed.trim().toLowerCase()
  return nameForm.test(name) ? name : undefined
}

export function createPeople(database: Pick<Database, 'knex' | 'transaction' | 'isDuplicate'>, clock: Clock) {
  const { knex } = database

  const where = (store: string) => (store === everyStore ? 'all stores' : `the store ${store}`)

  async function change<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    try {
      return await database.transaction(work)
    } catch (error) {
      // Two who add the same person at once: the second finds them there.
      throw database.isDuplicate(error) ? alreadyThere() : error
    }
  }

  async function heldRole(trx: Knex.Transaction, { name, store }: RoleChange): Promise<Role> {
    const row = await trx(tables.roles).where({ person: name, store }).forUpdate().first('store', 'role')
    const [held] = row ? readRole(row.store, row.role) : []
    if (held) return held.role
    throw new AppError('PERSON_UNKNOWN', 'missing', `There is no such person with a role in ${where(store)}.`)
  }

  /** Without an admin of all stores nobody could let one in again, except by the command line. */
  async function keepAnAdmin(trx: Knex.Transaction, { store }: RoleChange, was: Role): Promise<void> {
    if (store !== everyStore || was !== 'admin') return
    const admins = await trx(tables.roles)
      .where({ store, role: 'admin' })
      .forUpdate()
      .limit(2)
      .select('person')
    if (admins.length > 1) return
    throw new AppError(
      'LAST_ADMIN',
      'conflict',
      'This is the last admin of all stores; make another one first.',
    )
  }

  async function rolesOf(name: string): Promise<readonly RoleIn[]> {
    const rows = await knex(tables.roles).where({ person: name }).select('store', 'role')
    return rows.flatMap(({ store, role }) => readRole(store, role))
  }

  return {
    async find(name: string): Promise<StoredPerson | undefined> {
      const row = await knex(tables.people).where({ name }).first()
      if (!row) return undefined
      return {
        name: row.name,
        password: row.password,
        isOneTime: Boolean(row.is_one_time),
        roles: await rolesOf(name),
      }
    },

    /** By name, of those behind `after`; all of them where no store is asked about. */
    async members(store: string | undefined, limit: number, after = ''): Promise<readonly Member[]> {
      const query = knex(`${tables.roles} as r`)
        .join(`${tables.people} as p`, 'p.name', 'r.person')
        .where('r.person', '>', after)
        .orderBy(['r.person', 'r.store'])
        .limit(limit)
        .select('r.store', 'r.role', 'p.name', 'p.is_one_time', 'p.signed_in_at')
      if (store !== undefined) query.whereIn('r.store', [store, everyStore])
      return (await query).flatMap((row) =>
        readRole(row.store, row.role).map((held) => ({
          ...held,
          name: row.name,
          isOneTime: Boolean(row.is_one_time),
          signedInAt: row.signed_in_at === null ? undefined : Number(row.signed_in_at),
        })),
      )
    },

    isAnybodyThere: async (): Promise<boolean> => (await knex(tables.people).first('name')) !== undefined,

    /** Makes the very first person; of two processes one does. */
    async addFirst(name: string, password: string, isOneTime: boolean): Promise<boolean> {
      const at = clock.now()
      try {
        await database.transaction(async (trx) => {
          await trx(tables.people).insert({ name, password, is_one_time: isOneTime, created_at: at })
          await trx(tables.roles).insert({ person: name, store: everyStore, role: 'admin' })
          await writeAccess(trx, [everyStore], {
            at,
            by: 'storecast',
            what: `made ${name} an admin of all stores`,
          })
        })
        return true
      } catch (error) {
        if (database.isDuplicate(error)) return false
        throw error
      }
    },

    /** Answers a one-time password, unless the person was there already and has one of their own. */
    async add({ name, store, role, by }: RoleChange & { readonly role: Role }): Promise<string | undefined> {
      const password = makeOneTimePassword()
      return change(async (trx) => {
        const at = clock.now()
        const isKnown = (await trx(tables.people).where({ name }).forUpdate().first('name')) !== undefined
        if (!isKnown) {
          const made = { name, password: hashOneTimePassword(password), is_one_time: true, created_at: at }
          await trx(tables.people).insert(made)
        }
        if (await trx(tables.roles).where({ person: name, store }).first('role')) throw alreadyThere()
        await trx(tables.roles).insert({ person: name, store, role })
        await writeAccess(trx, [store], { at, by, what: `let ${name} into ${where(store)} as ${role}` })
        return isKnown ? undefined : password
      })
    },

    async setRole({ role, ...place }: RoleChange & { readonly role: Role }): Promise<void> {
      await change(async (trx) => {
        const was = await heldRole(trx, place)
        if (was === role) return
        await keepAnAdmin(trx, place, was)
        const { name, store, by } = place
        await trx(tables.roles).where({ person: name, store }).update({ role })
        await writeAccess(trx, [store], {
          at: clock.now(),
          by,
          what: `made ${name} ${role} in ${where(store)}, ${was} before`,
        })
      })
    },

    /** Their sessions hold no longer for this store; whoever has no store left is forgotten. */
    async remove(place: RoleChange): Promise<void> {
      await change(async (trx) => {
        const { name, store, by } = place
        await keepAnAdmin(trx, place, await heldRole(trx, place))
        await trx(tables.roles).where({ person: name, store }).delete()
        if (!(await trx(tables.roles).where({ person: name }).first('store'))) {
          await trx(tables.sessions).where({ person: name }).delete()
          await trx(tables.people).where({ name }).delete()
        }
        await writeAccess(trx, [store], { at: clock.now(), by, what: `removed ${name} from ${where(store)}` })
      })
    },

    /** One of their own; `password` as it is to be stored. */
    async setPassword(name: string, password: string, by: string): Promise<void> {
      const stores = (await rolesOf(name)).map(({ store }) => store)
      const what = `set a new password for ${name}`
      await change(async (trx) => {
        const changed = await trx(tables.people).where({ name }).update({ password, is_one_time: false })
        if (changed === 0) throw new AppError('PERSON_UNKNOWN', 'missing', 'There is no such person.')
        await writeAccess(trx, stores, { at: clock.now(), by, what })
      })
    },

    async signedIn({ name, roles }: StoredPerson): Promise<void> {
      const at = clock.now()
      await change(async (trx) => {
        await trx(tables.people).where({ name }).update({ signed_in_at: at })
        await writeAccess(
          trx,
          roles.map(({ store }) => store),
          { at, by: name, what: 'signed in' },
        )
      })
    },

    /** The same password, stored in today's way. */
    async restore(name: string, before: string, after: string): Promise<void> {
      await knex(tables.people).where({ name, password: before }).update({ password: after })
    },
  }
}

const alreadyThere = (): AppError =>
  new AppError('PERSON_THERE', 'conflict', 'There is somebody of this name already.')
