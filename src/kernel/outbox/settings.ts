/** Registry group OUTBOX: how long what was sent, or could not be, is kept. */
import { defineGroup } from '../registry/group.js'
import { whole } from '../registry/plain-kinds.js'

export const OUTBOX = defineGroup('OUTBOX', {
  KEEP_SENT_DAYS: whole(
    'How long a sent event can be looked at; that it was sent is remembered longer.',
    14,
    1,
    400,
  ),
  KEEP_DEAD_DAYS: whole('How long an event that was given up stays for a retry.', 60, 1, 400),
  KEEP_LOG_DAYS: whole(
    'How long it is remembered that an event without an order was sent; one of an order is never forgotten.',
    90,
    8,
    4_000,
  ),
})
