/** Judging a password: within the limits, a few at once, and in the same time whatever is wrong. */
import { AppError, type Call, type Host } from '../../kernel.js'
import { hashPassword, isOutdated, isPassword } from './password.js'
import { type People, readName, type StoredPerson } from './people.js'
import { busy, createSignInLimits, type Pause } from './sign-in-limits.js'
import { createTurns } from './turns.js'

export type PasswordCheck = ReturnType<typeof createPasswordCheck>

export interface PasswordCheckParts {
  readonly host: Pick<Host, 'clock' | 'client' | 'log'>
  readonly people: People
  /** How long a guesser is slowed. */
  readonly pause?: Pause | undefined
}

// Each takes 32 MB and one of node's four threads for a tenth of a second.
const hashesAtMost = 2
const mostWaiting = 20
// In UTF-16 units; beyond it nothing can be a password of ours.
const mostTyped = 1_024

export function createPasswordCheck({ host, people, pause }: PasswordCheckParts) {
  const limits = createSignInLimits(host.clock, pause)
  const turns = createTurns({ atOnce: hashesAtMost, waiting: mostWaiting, full: busy })

  /** In today's way from now on, where it can be done without delay. */
  async function renew({ name, password }: StoredPerson, typed: string): Promise<void> {
    if (!isOutdated(password)) return
    await people.restore(name, password, await turns.take(() => hashPassword(typed), true))
  }

  return {
    /** As it is stored. */
    hash: (password: string) => turns.take(() => hashPassword(password), true),
    /**
     * The person whose password it is; throws SIGN_IN_WRONG, SIGN_IN_LIMITED or SIGN_IN_BUSY. `browser` is one that
     * they have signed in with before.
     */
    async judge(call: Call, typedName: string, typed: string, browser?: string): Promise<StoredPerson> {
      const name = readName(typedName) ?? ''
      const admitted = await limits.admit({
        name,
        address: host.client.address(call.req),
        browser,
        signal: call.signal,
      })
      let person: StoredPerson | undefined
      let isRight = false
      try {
        person = await people.find(name)
        const stored = typed.length > mostTyped ? undefined : person?.password
        isRight = await turns.take(async () => {
          call.signal.throwIfAborted()
          return isPassword(stored, typed.slice(0, mostTyped))
        }, browser !== undefined)
      } catch (error) {
        admitted.unjudged()
        throw error
      }
      if (person === undefined || !isRight) {
        // Not what was typed: it may be a password in the wrong field.
        host.log.warn({ person: person?.name }, 'a wrong name or password')
        throw wrongSignIn()
      }
      admitted.right()
      await renew(person, typed)
      return person
    },
    /** Whether what was judged right is so still: they may have been given another one meanwhile. */
    async holds({ name, password }: StoredPerson, typed: string): Promise<boolean> {
      const person = await people.find(name)
      if (person?.password === password) return true
      return turns.take(() => isPassword(person?.password, typed), true)
    },
  }
}

export const wrongSignIn = (): AppError =>
  new AppError('SIGN_IN_WRONG', 'unauthenticated', 'The name or the password is not right.')
