/** Sessions: a token of 256 random bits in the browser, and only its hash in the database. */
import { createHash, randomBytes } from 'node:crypto'
import type { Clock, Database } from '../../kernel.js'
import { databaseAway } from '../../kernel.js'
import { type RoleIn, readRole } from './roles.js'
import { tables } from './schema.js'

export interface Session {
  /** The hash of its token. */
  readonly id: string
  readonly person: string
  /** They signed in with a one-time password, and have no other yet. */
  readonly isOneTime: boolean
  readonly roles: readonly RoleIn[]
  readonly beganAt: number
  readonly seenAt: number
  readonly notice: string | undefined
}

/** How long a session may last. */
export interface Span {
  readonly idleMs: number
  readonly lifeMs: number
}

export type OwnSession = Pick<Session, 'id' | 'beganAt' | 'seenAt'> & { readonly browser: string }

export type Sessions = ReturnType<typeof createSessions>

const seenEveryMs = 60_000
const mostOfPerson = 20
const noticeLimit = 500
const browserLimit = 200

export function createSessions({ knex }: Pick<Database, 'knex'>, clock: Clock) {
  const alive = ({ idleMs, lifeMs }: Span, { beganAt, seenAt }: Pick<Session, 'beganAt' | 'seenAt'>) => {
    const now = clock.now()
    return now - seenAt < idleMs && now - beganAt < lifeMs
  }

  /** The oldest make room: nobody uses so many, and a guessed password must not fill the table. */
  async function trim(person: string): Promise<void> {
    const kept = await listOf(person)
    if (kept.length <= mostOfPerson) return
    await knex(tables.sessions)
      .whereIn(
        'id',
        kept.slice(mostOfPerson).map(({ id }) => id),
      )
      .delete()
  }

  async function listOf(person: string): Promise<readonly OwnSession[]> {
    const rows = await knex(tables.sessions)
      .where({ person })
      .orderBy('seen_at', 'desc')
      .limit(mostOfPerson * 2)
      .select('id', 'browser', 'began_at', 'seen_at')
    return rows.map((row) => ({
      id: row.id,
      browser: row.browser,
      beganAt: Number(row.began_at),
      seenAt: Number(row.seen_at),
    }))
  }

  return {
    listOf,
    /** The token is kept nowhere else. */
    async begin(person: string, browser: string): Promise<{ readonly id: string; readonly token: string }> {
      const token = randomBytes(32).toString('base64url')
      const id = idOf(token)
      const now = clock.now()
      await knex(tables.sessions).insert({
        id,
        person,
        browser: browser.slice(0, browserLimit),
        began_at: now,
        seen_at: now,
      })
      await trim(person)
      return { id, token }
    },
    /** Undefined where it has ended, in whatever way. */
    async find(token: string, span: Span): Promise<Session | undefined> {
      const rows = await rowsOf(token).catch((cause) => {
        throw databaseAway(cause)
      })
      const [first] = rows
      if (first === undefined) return undefined
      const session: Session = {
        id: first.id,
        person: first.person,
        isOneTime: Boolean(first.is_one_time),
        roles: rows.flatMap(({ store, role }) => readRole(store, role)),
        beganAt: Number(first.began_at),
        seenAt: Number(first.seen_at),
        notice: first.notice ?? undefined,
      }
      return alive(span, session) ? session : undefined
    },
    /** Not written at every call: a minute more or less is nothing to whoever is idle. */
    async touch({ id, seenAt }: Session): Promise<void> {
      const now = clock.now()
      if (Math.abs(now - seenAt) < seenEveryMs) return
      await knex(tables.sessions).where({ id }).update({ seen_at: now })
    },
    async end(token: string): Promise<void> {
      await knex(tables.sessions)
        .where({ id: idOf(token) })
        .delete()
    },
    async endOne({ id }: Pick<Session, 'id'>): Promise<void> {
      await knex(tables.sessions).where({ id }).delete()
    },
    /** All of a person's, but for one. */
    async endOf(person: string, exceptId = ''): Promise<void> {
      await knex(tables.sessions).where({ person }).whereNot({ id: exceptId }).delete()
    },
    async leaveNotice({ id }: Pick<Session, 'id'>, text: string): Promise<void> {
      await knex(tables.sessions)
        .where({ id })
        .update({ notice: text.slice(0, noticeLimit) })
    },
    async takeNotice({ id, notice }: Session): Promise<string | undefined> {
      if (notice === undefined) return undefined
      const taken = await knex(tables.sessions).where({ id, notice }).update({ notice: null })
      return taken > 0 ? notice : undefined
    },
    /** Deletes what ended by itself. */
    async sweep({ idleMs, lifeMs }: Span): Promise<void> {
      const now = clock.now()
      await knex(tables.sessions)
        .where('seen_at', '<=', now - idleMs)
        .orWhere('began_at', '<=', now - lifeMs)
        .delete()
    },
  }

  function rowsOf(token: string) {
    return knex(`${tables.sessions} as s`)
      .join(`${tables.people} as p`, 'p.name', 's.person')
      .leftJoin(`${tables.roles} as r`, 'r.person', 's.person')
      .where('s.id', idOf(token))
      .select('s.id', 's.person', 's.notice', 's.began_at', 's.seen_at', 'p.is_one_time', 'r.store', 'r.role')
  }
}

function idOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
