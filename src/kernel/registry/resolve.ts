/** Resolving one store's registry: what each value is, and where it comes from. */
import type { Sealer } from '../security/seal.js'
import type { Group } from './group.js'
import { isRotating, joinTokens } from './rotation.js'
import { placeOf, type RegistryRow } from './rows.js'
import { isAbsent, type Setting } from './setting.js'

export interface Resolved {
  readonly group: string
  readonly key: string
  readonly setting: Setting<unknown>
  readonly value: unknown
  readonly source: 'environment' | 'database' | 'default'
}

/** Why a stored value does not count: nothing opens it, or this version refuses it. */
export type Unreadable = 'sealed' | 'refused'

export interface ResolvedStore {
  /** The same as long as nothing changed. */
  readonly signature: string
  readonly entries: readonly Resolved[]
  readonly values: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** By `GROUP.KEY`. */
  readonly unreadable: ReadonlyMap<string, Unreadable>
}

interface Resolution {
  readonly store: string
  readonly groups: readonly Group[]
  readonly sealer: Sealer
  readonly rows: readonly RegistryRow[]
  readonly environment: ReadonlyMap<string, unknown>
  readonly now: number
}

/** What a store's values hang on besides the environment: its rows, and which rotations are under way. */
export function signatureOf(rows: readonly RegistryRow[], now: number): string {
  return JSON.stringify(rows.map((row) => [row, isRotating(row, now)]))
}

/** All values of a store; a stored value that cannot be read counts as absent and is told. */
export function resolveStore(resolution: Resolution): ResolvedStore {
  const rows = new Map(resolution.rows.map((row) => [`${row.group_name}.${row.key_name}`, row]))
  const entries: Resolved[] = []
  const values = new Map<string, Readonly<Record<string, unknown>>>()
  const unreadable = new Map<string, Unreadable>()
  for (const group of resolution.groups) {
    const own: Record<string, unknown> = {}
    for (const [key, setting] of Object.entries(group.settings)) {
      const found = resolveOne(resolution, group.name, key, setting, rows.get(`${group.name}.${key}`))
      // A list is frozen too: readers of one process share it.
      own[key] = Object.freeze(found.value)
      entries.push({ group: group.name, key, setting, value: found.value, source: found.source })
      if (found.unreadable) unreadable.set(`${group.name}.${key}`, found.unreadable)
    }
    values.set(group.name, Object.freeze(own))
  }
  return { signature: signatureOf(resolution.rows, resolution.now), entries, values, unreadable }
}

function resolveOne(
  resolution: Resolution,
  group: string,
  key: string,
  setting: Setting<unknown>,
  row: RegistryRow | undefined,
): Pick<Resolved, 'value' | 'source'> & { unreadable?: Unreadable } {
  const name = `${group}.${key}`
  if (resolution.environment.has(name))
    return { value: resolution.environment.get(name), source: 'environment' }
  const absent = { value: setting.initial, source: 'default' as const }
  if (!row) return absent
  const stored = readRow(resolution, setting, placeOf(resolution.store, group, key), row)
  if (stored === undefined) return { ...absent, unreadable: 'sealed' }
  if (isAbsent(stored)) return absent
  const read = setting.schema.safeParse(stored)
  return read.success ? { value: read.data, source: 'database' } : { ...absent, unreadable: 'refused' }
}

function readRow(
  { sealer, now }: Resolution,
  setting: Setting<unknown>,
  place: string,
  row: RegistryRow,
): string | undefined {
  const open = (text: string) => (setting.sealed ? sealer.open(text, place) : text)
  const current = open(row.value)
  if (current === undefined || row.previous_value === null || !isRotating(row, now)) return current
  const previous = open(row.previous_value)
  return previous === undefined ? current : joinTokens(current, previous)
}
