/** The first admin: made where nobody is yet, with a password that is told once or that the environment gives. */
import { z } from 'zod'
import type { Host } from '../../kernel.js'
import { makeOneTimePassword } from './one-time.js'
import { hashOneTimePassword, hashPassword } from './password.js'
import { passwordFault } from './password-rules.js'
import type { People } from './people.js'

const firstName = 'admin'
const variable = 'STORECAST_ADMIN_PASSWORD'

export const firstAdminVariables = {
  [variable]: z
    .string()
    .refine(
      (text) => passwordFault(text, firstName) === undefined,
      'must have at least 12 characters, and be none that many people use',
    ),
}

/** Answers how the new admin signs in; undefined where there was somebody before. */
export async function makeFirstAdmin(host: Host, people: People): Promise<string | undefined> {
  // Looked at first, because hashing takes its time.
  if (await people.isAnybodyThere()) return undefined
  const given = host.variable(variable)
  const made = makeOneTimePassword()
  const stored = given === undefined ? hashOneTimePassword(made) : await hashPassword(given)
  if (!(await people.addFirst(firstName, stored, given === undefined))) return undefined
  host.log.info({ person: firstName }, 'made the first admin')
  return given === undefined
    ? `user ${firstName} · one-time password ${made} (told this once)`
    : `user ${firstName} · password as in ${variable}`
}
