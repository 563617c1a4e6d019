/** Seeds who may sign in, who does, what they changed, and the problems that stand. */
import { createHash } from 'node:crypto'
import type { Connection } from 'mysql2/promise'
import { hashPassword } from '../../../../src/admin/door/password.js'
import { everyStore, tables } from '../../../../src/admin/door/schema.js'
import type { Group } from '../../../../src/kernel/registry/group.js'
import type { Amounts } from '../amounts.js'
import { inStretches, insert, spreadOver, timeOrdered } from './sql.js'

const store = 'default'
const dayMs = 86_400_000

/** Who looks at the pages. */
export const reader = { name: 'admin', password: 'a password for measuring pages' } as const

export async function seedPeople(connection: Connection, { people }: Amounts, now: number): Promise<void> {
  const password = await hashPassword(reader.password)
  const names = Array.from({ length: people }, (_, at) => `person-${String(at).padStart(5, '0')}`)
  await insert(
    connection,
    tables.people,
    ['name', 'password', 'is_one_time', 'created_at', 'signed_in_at'],
    [reader.name, ...names].map((name, at) => [
      name,
      password,
      name !== reader.name && at % 9 === 0,
      now,
      now,
    ]),
  )
  await insert(
    connection,
    tables.roles,
    ['person', 'store', 'role'],
    [
      [reader.name, everyStore, 'admin'],
      ...names.map((name, at) => [name, store, at % 3 ? 'viewer' : 'admin']),
    ],
  )
  await insert(
    connection,
    tables.sessions,
    ['id', 'person', 'browser', 'began_at', 'seen_at'],
    names.map((name) => [createHash('sha256').update(name).digest('hex'), name, 'A browser', now, now]),
  )
}

/** Changes of settings and of access, half and half in time. */
export async function seedChanges(
  connection: Connection,
  groups: readonly Group[],
  { changes }: Amounts,
  now: number,
): Promise<void> {
  const keys = groups.flatMap(({ name, settings }) =>
    Object.keys(settings).map((key) => [name, key] as const),
  )
  await connection.query(
    'create temporary table seeded_keys (at int primary key, group_name varchar(64), key_name varchar(64))',
  )
  await insert(
    connection,
    'seeded_keys',
    ['at', 'group_name', 'key_name'],
    keys.map((key, at) => [at, ...key]),
  )
  const at = spreadOver(now - 300 * dayMs, 299 * dayMs, changes, 'seq')
  await inStretches(
    connection,
    changes,
    (
      sequence,
    ) => `insert into storecast_registry_audit (id, store, group_name, key_name, old_value, new_value, changed_by, changed_at)
      select ${timeOrdered(at, "md5(concat('change ', seq))")}, '${store}', group_name, key_name, seq, seq + 1, concat('person-', lpad(seq % 500, 5, '0')), ${at}
      from ${sequence} join seeded_keys on seeded_keys.at = seq % ${keys.length}`,
  )
  await inStretches(
    connection,
    changes,
    (sequence) => `insert into ${tables.audit} (id, store, what, changed_by, changed_at)
      select ${timeOrdered(at, "md5(concat('access ', seq))")}, if(seq % 5, '${store}', '${everyStore}'), 'signed in', concat('person-', lpad(seq % 500, 5, '0')), ${at} from ${sequence}`,
  )
}

const codes = ['FEED_REFUSED', 'FEED_BUILD_FAILED', 'EVENT_REFUSED', 'SETTING_UNREADABLE'] as const

export async function seedProblems(
  connection: Connection,
  { problems }: Amounts,
  now: number,
): Promise<void> {
  await insert(
    connection,
    'storecast_problems',
    ['store', 'code', 'subject', 'message', 'advice', 'first_seen_at', 'last_seen_at', 'times'],
    Array.from({ length: problems }, (_, at) => [
      store,
      codes[at % codes.length],
      `facebook-catalog?brand=Brand+${at}`,
      'The feed lost more items than the guard allows: 4,100 instead of 9,000.',
      'Look whether the catalog is whole; storecast feed build --accept-drop publishes it all the same.',
      now - at * 60_000 - dayMs,
      now - at * 60_000,
      1 + at,
    ]),
  )
}
