/** User data: what is known of a shopper, made into what Meta can match, clear text hashed. */
export { type HashOptions, hashUserData } from './hash-user-data.js'
export type { OneOrMore, Told, UserDataInput } from './input.js'
export type { Hashes, UserData } from './user-data.js'
