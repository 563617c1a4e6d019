/** Until when an entry may be sent: its platform's limit, and a nearer one once the platform may have it unheard. */
import type { Knex } from 'knex'

/** `becomesDoubtful`: the send that just ended was the first whose answer was lost, maybe. */
export function sendableUntil(knex: Knex, doubtMs: number, becomesDoubtful = false): Knex.Raw {
  // Assignments see old values on one engine and new ones on the other: this expression gives the same for both.
  const since = becomesDoubtful ? 'coalesce(doubt_since, leased_at)' : 'doubt_since'
  return knex.raw(
    `case when ${since} is not null and ${since} + ? < send_until then ${since} + ? else send_until end`,
    [doubtMs, doubtMs],
  )
}
