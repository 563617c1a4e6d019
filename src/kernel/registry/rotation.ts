/** Rotation: a token that was replaced stays valid beside the new one until its overlap ends. */
import type { Sealer } from '../security/seal.js'
import { placeOf, type RegistryRow } from './rows.js'
import { splitTokens } from './sealed-kinds.js'

/** The columns of a row that a rotation owns. */
export type Replaced = Pick<RegistryRow, 'previous_value' | 'previous_until'>

export const nothingReplaced: Replaced = { previous_value: null, previous_until: null }

export function isRotating({ previous_value, previous_until }: RegistryRow, now: number): boolean {
  return previous_value !== null && Number(previous_until) > now
}

/** During a rotation: the current token of the one list, then that of the other. */
export function joinTokens(current: string, previous: string): string {
  return [...splitTokens(current).slice(0, 1), ...splitTokens(previous).slice(0, 1)].join(',')
}

/** What stays valid when `text` replaces what the row holds. */
export function replacedBy(text: string, before: RegistryRow, sealer: Sealer, until: number): Replaced {
  const held = sealer.open(before.value, placeOf(before.store, before.group_name, before.key_name))
  // Saving a form again replaces nothing, and must not end a rotation that is under way.
  if (held === text) return { previous_value: before.previous_value, previous_until: before.previous_until }
  // Who gives two tokens says himself which one stays valid; what nothing opens never will.
  if (held === undefined || splitTokens(text).length > 1) return nothingReplaced
  return { previous_value: before.value, previous_until: until }
}
