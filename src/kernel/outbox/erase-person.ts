/** Erasing a person: what this process has in hand, so that nothing of it is written later, then what is stored. */
import { databaseAway } from '../database/away.js'
import type { Database } from '../database/database.js'
import { endsWithin } from '../ends-within.js'
import { AppError } from '../errors.js'
import type { NewEntry } from './entry.js'
import type { InHand } from './in-hand.js'
import type { Intake } from './intake.js'
import { eraseMatching } from './people.js'

export interface ErasingParts {
  readonly database: Database
  readonly inHand: InHand
  readonly intake: Pick<Intake, 'attempted'>
}

// A transaction that writes such an entry may be the caller's own, which would be waited for without an end.
const othersWaitMs = 2_000

/**
 * Answers how many entries whose body holds one of the texts are gone. When it has answered, nothing that was handed in
 * before the call is kept; where that cannot be said, it rejects.
 */
export async function erasePerson(
  { database, inHand, intake }: ErasingParts,
  store: string,
  texts: readonly string[],
): Promise<number> {
  if (texts.length === 0) return 0
  const isMeant = (entry: NewEntry) =>
    entry.store === store && texts.some((text) => entry.body.includes(text))
  // Before anything is waited for: what comes from here on came after the call.
  const erasure = inHand.erase(isMeant)
  await intake.attempted()
  const areOthersOver = await endsWithin(othersWaitMs, erasure.othersAreOver)
  const erased = await eraseMatching(database, store, texts).catch((cause) => {
    throw databaseAway(cause)
  })
  if (areOthersOver) return erased + erasure.count()
  throw new AppError(
    'PERSON_NOT_ERASED',
    'unavailable',
    'A transaction that is still open writes an event of this person; erase again when it is over.',
    { retryAfterSeconds: 5 },
  )
}
