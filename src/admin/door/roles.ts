/** Roles: what a person may do in a store, by a row of that store or by one for all of them. */
import { type Role, roles } from '../../kernel/pages/page.js'
import { everyStore } from './schema.js'

export interface RoleIn {
  /** A store's key, or every store. */
  readonly store: string
  readonly role: Role
}

/** A row as it is stored, where it says what a role is. */
export function readRole(store: unknown, role: unknown): readonly RoleIn[] {
  const known = roles.find((each) => each === role)
  return typeof store === 'string' && known !== undefined ? [{ store, role: known }] : []
}

/** The greater of what the two rows say; undefined where the store is none of theirs. */
export function roleIn(held: readonly RoleIn[], store: string): Role | undefined {
  const here = held.filter((each) => each.store === store || each.store === everyStore)
  if (here.some(({ role }) => role === 'admin')) return 'admin'
  return here[0]?.role
}

/** Whether they may let people in and out wherever somebody has a role; a role in all stores takes an admin of all. */
export function isAdminOver(reader: readonly RoleIn[], held: readonly RoleIn[]): boolean {
  return held.every(({ store }) => roleIn(reader, store) === 'admin')
}

/** Of all stores there are, those that they may see. */
export function storesOf(held: readonly RoleIn[], stores: readonly string[]): readonly string[] {
  return stores.filter((store) => roleIn(held, store) !== undefined)
}
