/** The registry: what merchants and operators set, resolved environment → database per store → default. */
import { createCache } from '../cache.js'
import type { Clock } from '../clock.js'
import { databaseAway } from '../database/away.js'
import type { Database } from '../database/database.js'
import { AppError } from '../errors.js'
import type { Log } from '../log.js'
import type { Problems } from '../problems.js'
import type { Sealer } from '../security/seal.js'
import { type AuditedChange, changedAt, changesOf, lastChangesOf } from './audit.js'
import type { Group, Values } from './group.js'
import { type Resolved, type ResolvedStore, resolveStore, signatureOf } from './resolve.js'
import { overlapEndsAt, rowsOf } from './rows.js'
import { createUnreadable } from './unreadable.js'
import { createWriter, type Edit } from './writer.js'

export type { AuditedChange } from './audit.js'
export type { Resolved } from './resolve.js'
export type { Edit } from './writer.js'

export interface SetOptions {
  /** Who changed it, for the audit. */
  readonly by: string
  /** How long a replaced token stays valid; 0 ends it at once. Three days unless given. */
  readonly overlapMs?: number
}

export interface Registry {
  readonly groups: readonly Group[]
  /** All values of a group; the same frozen object until something changes, seen by other processes within two seconds. */
  read<G extends Group>(group: G, store: string): Promise<Values<G>>
  /** Every value of a store and where it comes from. */
  list(store: string): Promise<readonly Resolved[]>
  set(store: string, group: string, key: string, text: string, options: SetOptions): Promise<void>
  /** Sets it only where the database has nothing; of two processes one wins. */
  setIfAbsent(store: string, group: string, key: string, text: string, by: string): Promise<boolean>
  unset(store: string, group: string, key: string, by: string): Promise<void>
  /** Sets and unsets several keys of a group; where one cannot be, nothing is changed. */
  save(store: string, group: string, edits: readonly Edit[], options: SetOptions): Promise<void>
  /** The newest first; `before` is the id of the last one of the page before. */
  changes(store: string, limit: number, before?: string): Promise<readonly AuditedChange[]>
  /** By key, how the database's value was changed last; those that never were are not among them. */
  lastChanges(store: string, group: string): Promise<ReadonlyMap<string, AuditedChange>>
  /** When the database's value was changed last; undefined where it never was. */
  changedAt(store: string, group: string, key: string): Promise<number | undefined>
  /** Until when the token that was replaced last opens as well; undefined where none does. */
  overlapEndsAt(store: string, group: string, key: string): Promise<number | undefined>
  /** Notes in the audit that somebody is shown a sealed value; to be called before it is. */
  noteShown(store: string, group: string, key: string, by: string): Promise<void>
  /** Seals every sealed value again with the current secret; answers how many were sealed with an older one. */
  reseal(store: string): Promise<number>
}

export interface RegistryOptions {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Sealer
  readonly problems: Problems
  readonly groups: readonly Group[]
  /** Values that the environment set, by `GROUP.KEY`; they hold for the default store only. */
  readonly fromEnvironment: ReadonlyMap<string, unknown>
}

const freshMs = 2_000
const staleMs = 24 * 3_600_000
const loadLimitMs = 2_000
const overlapDefaultMs = 72 * 3_600_000
const noValues: ReadonlyMap<string, unknown> = new Map()

export function createRegistry(options: RegistryOptions): Registry {
  const { database, clock, log, sealer, problems, groups } = options
  const environmentOf = (store: string) => (store === 'default' ? options.fromEnvironment : noValues)
  const unreadable = createUnreadable(problems)
  const write = createWriter({ database, clock, sealer, groups })
  const stores = createCache<ResolvedStore>({
    clock,
    freshMs,
    staleMs,
    loadLimitMs,
    mostKeys: 1_000,
    load: async (store, known) => {
      const rows = await rowsOf(database.knex, store, loadLimitMs)
      const now = clock.now()
      const resolved =
        known?.signature === signatureOf(rows, now)
          ? known
          : resolveStore({ store, groups, sealer, rows, environment: environmentOf(store), now })
      await unreadable.report(store, resolved.unreadable)
      return resolved
    },
    onStale: (err) => log.warn({ err }, 'registry not readable; the last known settings hold'),
  })

  async function valuesOf(store: string): Promise<ResolvedStore> {
    try {
      return await stores.get(store)
    } catch (cause) {
      throw databaseAway(cause)
    }
  }

  async function change(store: string, keys: readonly string[], work: () => Promise<void>): Promise<void> {
    const fixed = keys.find((key) => environmentOf(store).has(key))
    if (fixed !== undefined) {
      throw new AppError(
        'SETTING_FROM_ENVIRONMENT',
        'invalid',
        `${fixed.replace('.', '__')} is set in the environment, which wins over the database: change it there.`,
      )
    }
    await work()
    stores.forget(store)
  }

  return {
    groups,
    async read(group, store) {
      const values = (await valuesOf(store)).values.get(group.name)
      if (!values) throw new TypeError(`Group ${group.name} is not declared by any module`)
      return values as Values<typeof group>
    },
    list: async (store) => (await valuesOf(store)).entries,
    set: (store, group, key, text, { by, overlapMs = overlapDefaultMs }) =>
      change(store, [`${group}.${key}`], () => write.set({ store, group, key, by }, text, overlapMs)),
    async setIfAbsent(store, group, key, text, by) {
      if (environmentOf(store).has(`${group}.${key}`)) return false
      const wrote = await write.setIfAbsent({ store, group, key, by }, text)
      stores.forget(store)
      return wrote
    },
    unset: (store, group, key, by) =>
      change(store, [`${group}.${key}`], () => write.unset({ store, group, key, by })),
    save: (store, group, edits, { by, overlapMs = overlapDefaultMs }) =>
      change(
        store,
        edits.map(({ key }) => `${group}.${key}`),
        () => write.save({ store, group, by }, edits, overlapMs),
      ),
    changes: (store, limit, before) => changesOf(database.knex, store, limit, before),
    async lastChanges(store, group) {
      const settings = groups.find(({ name }) => name === group)?.settings ?? {}
      const changes = await lastChangesOf(database.knex, store, group, Object.keys(settings))
      return new Map(changes.map((each) => [each.key, each]))
    },
    changedAt: (store, group, key) => changedAt(database.knex, store, group, key),
    overlapEndsAt: (store, group, key) => overlapEndsAt(database.knex, store, group, key, clock.now()),
    noteShown: (store, group, key, by) => write.noteShown({ store, group, key, by }),
    async reseal(store) {
      const count = await write.reseal(store)
      stores.forget(store)
      return count
    },
  }
}
