/** Says what an answer of the Graph API means, by its numbers alone. */
import { type Blame, blameOf } from './blame.js'
import { classOf } from './error-codes.js'
import { parsed } from './parsed.js'
import type { GraphClass, GraphVerdict } from './verdict.js'

export type { GraphClass, GraphVerdict } from './verdict.js'

export interface GraphAnswer {
  readonly status: number
  /** The text of the answer, or what was parsed of it. */
  readonly body: unknown
}

/**
 * Never throws. Only what Graph itself says can blame an event, the credentials or the configuration: a page of some
 * proxy on the way is transient, whatever its status.
 */
export function classifyGraphAnswer({ status, body }: GraphAnswer): GraphVerdict {
  const answer = typeof body === 'string' ? parsed(body) : body
  if (!isFields(answer)) return unread(status)
  const { error, events_received: received } = answer
  if (isFields(error) && wholeOf(error.code) !== undefined) return refused(status, error)
  const isTaken = status >= 200 && status < 300 && !error && isCount(received)
  if (!isTaken) return unread(status)
  return {
    class: 'accepted',
    isDoubtful: false,
    isKnown: true,
    received,
    ...traceOf(answer.fbtrace_id),
  }
}

function refused(status: number, error: Fields): GraphVerdict {
  const code = wholeOf(error.code) ?? 0
  const subcode = wholeOf(error.error_subcode)
  const blame = blameOf(error)
  const known = classOf(code, subcode)
  const verdict = known ?? guessed(code, error.is_transient === true, blame)
  return {
    class: verdict,
    // Inside a 5xx even Graph's own error may come from a step after the events were taken.
    isDoubtful: verdict === 'transient' && status >= 500,
    isKnown: known !== undefined,
    ...(verdict === 'event' || verdict === 'repair' ? blame : {}),
    code,
    ...(subcode !== undefined && { subcode }),
    ...traceOf(error.fbtrace_id),
  }
}

/**
 * Code 100 is "invalid parameter", nearly always one of an event's: as a class of its own it would either hold every
 * event for one bad one, or send that one for ever. The rest is taken for a passing fault, which loses nothing.
 */
function guessed(code: number, isTransient: boolean, { index }: Blame): GraphClass {
  if (index !== undefined) return 'event'
  return code === 100 && !isTransient ? 'event' : 'transient'
}

/** Of an answer that is not Graph's: a page, nothing at all, or JSON of another kind. */
function unread(status: number): GraphVerdict {
  // A body that was too long was not taken, and half of it may fit: as an event's fault the batch is halved.
  if (status === 413) return { class: 'event', isDoubtful: false, isKnown: true }
  if (status === 429) return { class: 'throttled', isDoubtful: false, isKnown: true }
  // What a proxy refuses or sends elsewhere was not taken; 303 says that it was.
  const isRefused = status >= 300 && status < 500 && status !== 303
  return { class: 'transient', isDoubtful: !isRefused, isKnown: false }
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function wholeOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

function traceOf(traceId: unknown): { readonly traceId?: string } {
  return typeof traceId === 'string' && /^[\w-]{1,64}$/.test(traceId) ? { traceId } : {}
}
