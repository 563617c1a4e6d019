/** Renewals: a one-time password in place of a lost one; the old one and every session end with it. */
import { AppError, type Clock, type Database } from '../../kernel.js'
import { writeAccess } from './access-audit.js'
import { makeOneTimePassword } from './one-time.js'
import { hashOneTimePassword } from './password.js'
import { type RoleIn, readRole } from './roles.js'
import { tables } from './schema.js'

/** Whose password is renewed, and who does it. */
export interface Renewal {
  readonly name: string
  readonly by: string
  /** Throws where it may not be, by all that the person may do, wherever; nobody is asked unless given. */
  readonly judge?: (held: readonly RoleIn[]) => void
}

export type Renewals = ReturnType<typeof createRenewals>

export function createRenewals(database: Pick<Database, 'knex' | 'transaction'>, clock: Clock) {
  return {
    /** What each of these people may do, and where. */
    async rolesOf(names: readonly string[]): Promise<ReadonlyMap<string, readonly RoleIn[]>> {
      const rows = await database
        .knex(tables.roles)
        .whereIn('person', names)
        .select('person', 'store', 'role')
      const held = new Map<string, readonly RoleIn[]>()
      for (const { person, store, role } of rows)
        held.set(person, [...(held.get(person) ?? []), ...readRole(store, role)])
      return held
    },

    /** Answers the password, which is kept nowhere. */
    async renew({ name, by, judge }: Renewal): Promise<string> {
      const password = makeOneTimePassword()
      await database.transaction(async (trx) => {
        // Whoever gives them another role waits for this row: what is judged holds until all is written.
        const person = await trx(tables.people).where({ name }).forUpdate().first('name')
        if (!person) throw new AppError('PERSON_UNKNOWN', 'missing', 'There is no such person.')
        const rows = await trx(tables.roles).where({ person: name }).forUpdate().select('store', 'role')
        const held = rows.flatMap(({ store, role }) => readRole(store, role))
        judge?.(held)
        await trx(tables.people)
          .where({ name })
          .update({ password: hashOneTimePassword(password), is_one_time: true })
        await trx(tables.sessions).where({ person: name }).delete()
        await writeAccess(
          trx,
          held.map(({ store }) => store),
          { at: clock.now(), by, what: `gave ${name} a one-time password` },
        )
      })
      return password
    },
  }
}
