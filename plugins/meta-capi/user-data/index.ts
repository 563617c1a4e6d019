/** User data: what is known of a shopper, made into what Meta can match, clear text hashed. */
export { namesOf } from './fields.js'
export { type HashOptions, hashUserData } from './hash-user-data.js'
export type { OneOrMore, Told, UserDataInput } from './input.js'
export { sha256 } from './sha256.js'
export type { Hashes, UserData } from './user-data.js'
