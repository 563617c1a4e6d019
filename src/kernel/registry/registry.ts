/** The registry: what merchants and operators set, resolved environment → database per store → default. */
import { createCache } from '../cache.js'
import type { Clock } from '../clock.js'
import { databaseAway } from '../database/away.js'
import type { Database } from '../database/database.js'
import { AppError } from '../errors.js'
import type { Log } from '../log.js'
import type { Problems } from '../problems.js'
import type { Sealer } from '../security/seal.js'
import type { Group, Values } from './group.js'
import { type Resolved, type ResolvedStore, resolveStore, signatureOf } from './resolve.js'
import { nothingReplaced, replacedBy } from './rotation.js'
import {
  type Change,
  changesOf,
  deleteRow,
  insertRow,
  lockRow,
  lockRows,
  placeOf,
  type RegistryRow,
  rowsOf,
  writeChange,
  writeRow,
} from './rows.js'
import { isAbsent, type Setting } from './setting.js'
import { createUnreadable } from './unreadable.js'

export type { Resolved } from './resolve.js'

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
  changes(store: string, limit: number): Promise<readonly Change[]>
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

  async function change(store: string, key: string, work: () => Promise<void>): Promise<void> {
    if (environmentOf(store).has(key)) {
      throw new AppError(
        'SETTING_FROM_ENVIRONMENT',
        'invalid',
        `${key.replace('.', '__')} is set in the environment, which wins over the database: change it there.`,
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
      change(store, `${group}.${key}`, async () => {
        const setting = find(groups, group, key)
        const value = check(setting, group, key, text)
        await database.transaction(async (trx) => {
          const before = await lockRow(trx, store, group, key)
          await writeRow(trx, {
            store,
            group_name: group,
            key_name: key,
            value: setting.sealed ? sealer.seal(value, placeOf(store, group, key)) : value,
            ...(setting.rotates && before && overlapMs > 0
              ? replacedBy(value, before, sealer, clock.now() + overlapMs)
              : nothingReplaced),
          })
          await writeChange(trx, {
            ...audited(setting, before),
            store,
            group,
            key,
            to: setting.sealed ? '(sealed)' : value,
            by,
            at: clock.now(),
          })
        })
      }),
    async setIfAbsent(store, group, key, text, by) {
      if (environmentOf(store).has(`${group}.${key}`)) return false
      const setting = find(groups, group, key)
      const value = check(setting, group, key, text)
      const stored = setting.sealed ? sealer.seal(value, placeOf(store, group, key)) : value
      const row = {
        store,
        group_name: group,
        key_name: key,
        value: stored,
        ...nothingReplaced,
      }
      const wrote = await database
        .transaction(async (trx) => {
          if (await lockRow(trx, store, group, key)) return false
          await insertRow(trx, row)
          await writeChange(trx, {
            store,
            group,
            key,
            from: null,
            to: setting.sealed ? '(sealed)' : value,
            by,
            at: clock.now(),
          })
          return true
        })
        .catch((error) => {
          if (database.isDuplicate(error)) return false
          throw error
        })
      stores.forget(store)
      return wrote
    },
    unset: (store, group, key, by) =>
      change(store, `${group}.${key}`, async () => {
        const setting = find(groups, group, key)
        await database.transaction(async (trx) => {
          const before = await lockRow(trx, store, group, key)
          if (!before) return
          await deleteRow(trx, store, group, key)
          await writeChange(trx, {
            ...audited(setting, before),
            store,
            group,
            key,
            to: null,
            by,
            at: clock.now(),
          })
        })
      }),
    changes: (store, limit) => changesOf(database.knex, store, limit),
    async reseal(store) {
      let count = 0
      await database.transaction(async (trx) => {
        count = 0
        for (const row of await lockRows(trx, store)) {
          const place = placeOf(store, row.group_name, row.key_name)
          const sealedAgain = (sealed: string) => {
            const opened = sealer.isCurrent(sealed) ? undefined : sealer.open(sealed, place)
            return opened === undefined ? sealed : sealer.seal(opened, place)
          }
          const value = sealedAgain(row.value)
          const previous_value = row.previous_value && sealedAgain(row.previous_value)
          if (value === row.value && previous_value === row.previous_value) continue
          await writeRow(trx, { ...row, value, previous_value })
          count++
        }
      })
      stores.forget(store)
      return count
    },
  }
}

function find(groups: readonly Group[], groupName: string, key: string): Setting<unknown> {
  const group = groups.find(({ name }) => name === groupName)
  const setting = group && Object.hasOwn(group.settings, key) ? group.settings[key] : undefined
  if (setting) return setting
  const known = group
    ? Object.keys(group.settings).map((name) => `${groupName}.${name}`)
    : groups.map(({ name }) => name)
  throw new AppError(
    'SETTING_UNKNOWN',
    'missing',
    `There is no setting ${groupName}.${key}; there is ${known.join(', ')}.`,
  )
}

function check(setting: Setting<unknown>, group: string, key: string, text: string): string {
  if (isAbsent(text)) {
    throw new AppError(
      'SETTING_EMPTY',
      'invalid',
      `${group}.${key} would be empty, which is the same as not set: unset it instead.`,
    )
  }
  const read = setting.schema.safeParse(text)
  if (read.success) return text.trim()
  throw new AppError(
    'SETTING_INVALID',
    'invalid',
    `${group}.${key} ${read.error.issues.map(({ message }) => message).join('; ')}.`,
  )
}

function audited(setting: Setting<unknown>, before: RegistryRow | undefined): { from: string | null } {
  if (!before) return { from: null }
  return { from: setting.sealed ? '(sealed)' : before.value }
}
