/** Whether user data could find anybody: some keys say too little even together. */
import { type Fields, isGiven } from './fields.js'

// https://developers.facebook.com/docs/marketing-api/conversions-api/best-practices (from v13 on)
const tooLittle: readonly ReadonlySet<string>[] = [
  new Set(['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent']),
  new Set(['db', 'client_user_agent']),
  new Set(['fn', 'ge']),
  new Set(['ln', 'ge']),
]

export function saysEnough(user: Fields): boolean {
  const keys: string[] = []
  for (const key in user) {
    const value = user[key]
    if (isGiven(value) && !(Array.isArray(value) && !value.some(isGiven))) keys.push(key)
  }
  return !tooLittle.some((set) => keys.every((key) => set.has(key)))
}
