/** Writing registry values: checked, sealed, audited, all in one transaction each. */
import type { Knex } from 'knex'
import type { Clock } from '../clock.js'
import type { Database } from '../database/database.js'
import { AppError } from '../errors.js'
import type { Sealer } from '../security/seal.js'
import { writeChange, writeShown } from './audit.js'
import { refusalOf } from './check.js'
import type { Group } from './group.js'
import { nothingReplaced, replacedBy } from './rotation.js'
import { deleteRow, insertRow, lockRow, lockRows, placeOf, type RegistryRow, writeRow } from './rows.js'
import { isAbsent, type Setting } from './setting.js'
import { unknownSetting } from './unknown-setting.js'

export interface WriterParts {
  readonly database: Database
  readonly clock: Clock
  readonly sealer: Sealer
  readonly groups: readonly Group[]
}

/** What is written, and who writes it. */
export interface Target {
  readonly store: string
  readonly group: string
  readonly key: string
  readonly by: string
}

/** One value to write; without a text it goes back to its default. */
export interface Edit {
  readonly key: string
  readonly text: string | undefined
}

export function createWriter({ database, clock, sealer, groups }: WriterParts) {
  function rowOf({ store, group, key }: Target, setting: Setting<unknown>, value: string): RegistryRow {
    return {
      store,
      group_name: group,
      key_name: key,
      value: setting.sealed ? sealer.seal(value, placeOf(store, group, key)) : value,
      ...nothingReplaced,
    }
  }

  function changeOf(
    { store, group, key, by }: Target,
    { sealed }: Setting<unknown>,
    from: string | undefined,
    to: string | undefined,
  ) {
    const told = (value: string | undefined) => (value === undefined ? null : sealed ? '(sealed)' : value)
    return { store, group, key, from: told(from), to: told(to), by, at: clock.now() }
  }

  async function write(
    trx: Knex.Transaction,
    target: Target,
    setting: Setting<unknown>,
    value: string,
    overlapMs: number,
  ): Promise<void> {
    const { store, group, key } = target
    const before = await lockRow(trx, store, group, key)
    const replaced =
      setting.rotates && before && overlapMs > 0
        ? replacedBy(value, before, sealer, clock.now() + overlapMs)
        : nothingReplaced
    await writeRow(trx, { ...rowOf(target, setting, value), ...replaced })
    await writeChange(trx, changeOf(target, setting, before?.value, value))
  }

  async function erase(trx: Knex.Transaction, target: Target, setting: Setting<unknown>): Promise<void> {
    const { store, group, key } = target
    const before = await lockRow(trx, store, group, key)
    if (!before) return
    await deleteRow(trx, store, group, key)
    await writeChange(trx, changeOf(target, setting, before.value, undefined))
  }

  return {
    async set(target: Target, text: string, overlapMs: number): Promise<void> {
      const { group, key } = target
      const setting = find(groups, group, key)
      const value = check(setting, group, key, text)
      await database.transaction((trx) => write(trx, target, setting, value, overlapMs))
    },

    /** All of them or, where one cannot be, none. */
    async save(target: Omit<Target, 'key'>, edits: readonly Edit[], overlapMs: number): Promise<void> {
      const { group } = target
      const steps = edits.map(({ key, text }) => {
        const setting = find(groups, group, key)
        const value = text === undefined ? undefined : check(setting, group, key, text)
        return { of: { ...target, key }, setting, value }
      })
      // Two that save the same group lock its rows in the same order.
      steps.sort((a, b) => (a.of.key < b.of.key ? -1 : 1))
      await database.transaction(async (trx) => {
        for (const { of, setting, value } of steps) {
          if (value === undefined) await erase(trx, of, setting)
          else await write(trx, of, setting, value, overlapMs)
        }
      })
    },

    async setIfAbsent(target: Target, text: string): Promise<boolean> {
      const { store, group, key } = target
      const setting = find(groups, group, key)
      const value = check(setting, group, key, text)
      try {
        return await database.transaction(async (trx) => {
          if (await lockRow(trx, store, group, key)) return false
          await insertRow(trx, rowOf(target, setting, value))
          await writeChange(trx, changeOf(target, setting, undefined, value))
          return true
        })
      } catch (error) {
        // Engines without gap locks let two pass the look; the key then tells them apart.
        if (database.isDuplicate(error)) return false
        throw error
      }
    },

    async unset(target: Target): Promise<void> {
      const setting = find(groups, target.group, target.key)
      await database.transaction((trx) => erase(trx, target, setting))
    },

    async noteShown({ store, group, key, by }: Target): Promise<void> {
      find(groups, group, key)
      await writeShown(database.knex, { store, group, key, by, at: clock.now() })
    },

    async reseal(store: string): Promise<number> {
      let count = 0
      await database.transaction(async (trx) => {
        count = 0
        for (const row of await lockRows(trx, store)) {
          const again = sealedAgain(row, sealer)
          if (again.value === row.value && again.previous_value === row.previous_value) continue
          await writeRow(trx, again)
          count++
        }
      })
      return count
    },
  }
}

function sealedAgain(row: RegistryRow, sealer: Sealer): RegistryRow {
  const place = placeOf(row.store, row.group_name, row.key_name)
  const again = (sealed: string) => {
    const opened = sealer.isCurrent(sealed) ? undefined : sealer.open(sealed, place)
    return opened === undefined ? sealed : sealer.seal(opened, place)
  }
  return { ...row, value: again(row.value), previous_value: row.previous_value && again(row.previous_value) }
}

function find(groups: readonly Group[], groupName: string, key: string): Setting<unknown> {
  const group = groups.find(({ name }) => name === groupName)
  const setting = group && Object.hasOwn(group.settings, key) ? group.settings[key] : undefined
  if (setting) return setting
  throw unknownSetting(groups, groupName, key)
}

function check(setting: Setting<unknown>, group: string, key: string, text: string): string {
  if (isAbsent(text)) {
    throw new AppError(
      'SETTING_EMPTY',
      'invalid',
      `${group}.${key} would be empty, which is the same as not set: unset it instead.`,
    )
  }
  const why = refusalOf(setting, text)
  if (why === undefined) return text.trim()
  throw new AppError('SETTING_INVALID', 'invalid', `${group}.${key} ${why}`)
}
