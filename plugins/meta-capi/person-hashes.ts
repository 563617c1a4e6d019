/** A person as stored events know them: by hashes of their id and their mail address. */
import type { Person } from './contract.js'
import { hashUserData } from './user-data/index.js'

/** None of what can be no id, or no mail address; what is a hash already stays one. */
export function hashesOf({ externalId, email }: Person): readonly string[] {
  const { external_id = [], em = [] } = hashUserData({ externalId, email })
  return [...external_id, ...em]
}
