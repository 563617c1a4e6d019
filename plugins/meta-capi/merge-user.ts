/** User data of the context with what a call knows besides: lists add up, of single values the call's wins. */
import type { Configuration } from './configuration.js'
import type { Reader } from './events/reader.js'
import { hashUserData, type UserDataInput } from './user-data/index.js'

type User = Readonly<Record<string, unknown>>

export function mergeUser(
  known: User,
  told: UserDataInput,
  { country }: Configuration,
  reader: Reader,
): User {
  const own: User = hashUserData(told, { country, onLeftOut: (field) => reader.leaveOut(field) })
  if (isEmpty(known)) return own
  const merged: Record<string, unknown> = { ...known }
  for (const key in own) {
    const value = own[key]
    const before = known[key]
    merged[key] = Array.isArray(value) && Array.isArray(before) ? [...new Set([...value, ...before])] : value
  }
  return merged
}

function isEmpty(user: User): boolean {
  for (const _ in user) return false
  return true
}
