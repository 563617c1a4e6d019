/** Meta's two own implementations, asked for one value of one field. */
import { createRequire } from 'node:module'

/** Its SDK, 24.0.1, or its parameter builder, 1.3.2. */
export type Source = 'SDK' | 'PB'

export const throws = '(throws)'

type Asked = (value: string) => string | null

const require = createRequire(import.meta.url)
const { UserData } = require('facebook-nodejs-business-sdk') as {
  UserData: new () => Readonly<Record<string, (value: string) => { normalize(): Record<string, unknown> }>>
}
const { getNormalizedAndHashedPII } = require('capi-param-builder-nodejs/src/piiUtil/PIIUtil.js') as {
  getNormalizedAndHashedPII(value: string, type: string): string | null
}

const setters: Readonly<Record<string, string>> = {
  em: 'setEmail',
  ph: 'setPhone',
  fn: 'setFirstName',
  ln: 'setLastName',
  ge: 'setGender',
  db: 'setDateOfBirth',
  ct: 'setCity',
  st: 'setState',
  zp: 'setZip',
  country: 'setCountry',
  f5first: 'setF5First',
  f5last: 'setF5Last',
  fi: 'setFi',
  dobd: 'setDobd',
  dobm: 'setDobm',
  doby: 'setDoby',
  app_user_id: 'setAppUserId',
}

// The SDK sends external ids as they are, so there is no hash of its to compare.
const types: Readonly<Record<string, string>> = {
  em: 'email',
  ph: 'phone',
  fn: 'first_name',
  ln: 'last_name',
  ge: 'gender',
  db: 'date_of_birth',
  ct: 'city',
  st: 'state',
  zp: 'zip_code',
  country: 'country',
  external_id: 'external_id',
}

function askSdk(field: string, value: string): string | null {
  try {
    const user = new UserData()
    const hashed = user[setters[field] ?? '']?.call(user, value).normalize()[field]
    return (Array.isArray(hashed) ? hashed[0] : hashed) ?? null
  } catch {
    return throws
  }
}

const askBuilder = (field: string, value: string): string | null =>
  getNormalizedAndHashedPII(value, types[field] ?? '')?.split('.')[0] ?? null

/** The hash, null where the value is left out, or `throws`. */
export const oracles: readonly (readonly [
  source: Source,
  fields: readonly string[],
  (field: string) => Asked,
])[] = [
  ['SDK', Object.keys(setters), (field) => (value) => askSdk(field, value)],
  ['PB', Object.keys(types), (field) => (value) => askBuilder(field, value)],
]
