/** Whether Meta takes an event with no more than this about its shopper; it refuses the whole batch of one that has less. */

// https://developers.facebook.com/docs/marketing-api/conversions-api/best-practices: these alone are too little.
const tooLittle: readonly ReadonlySet<string>[] = [
  new Set(['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent']),
  new Set(['db', 'client_user_agent']),
  new Set(['fn', 'ge']),
  new Set(['ln', 'ge']),
]

export function hasEnoughUserData(user: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(user)
  return !tooLittle.some((set) => keys.every((key) => set.has(key)))
}
