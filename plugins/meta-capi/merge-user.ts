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
  const merged: Record<string, unknown> = { ...known, ...own }
  for (const [key, value] of Object.entries(own)) {
    const before = known[key]
    if (Array.isArray(value) && Array.isArray(before)) merged[key] = [...new Set([...value, ...before])]
  }
  return merged
}
