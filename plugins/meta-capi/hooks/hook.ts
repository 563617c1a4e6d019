/** The hook: what a controller passes, on its way to an entry of the outbox; everything that can go wrong ends here. */
import { randomUUID } from 'node:crypto'
import { type NewEntry, timeOrderedId } from '../../../src/kernel.js'
import type { Configuration } from '../configuration.js'
import { isContext } from '../context.js'
import type { Consent, Envelope, Who } from '../contract.js'
import type { EventDefinition } from '../events/event.js'
import { isEventName } from '../events/event-name.js'
import { Refusal } from '../events/reader.js'
import { makeEvent } from '../make-event.js'
import type { MetaState } from '../state.js'

/** An event that is to be kept, or why there is none. */
export type Prepared =
  | {
      readonly state: 'entry'
      readonly eventId: string
      readonly entry: NewEntry
      /** The browser's half of it, for the page that this request answers. */
      tellBrowser(): void
    }
  | { readonly state: 'off' | 'denied' | 'bot'; readonly eventId: string }
  /** `field` names what is wrong. */
  | { readonly state: 'invalid'; readonly eventId: string; readonly field: string }

const mostEventIdLength = 150

/** Never throws. */
export function prepare<Input extends Envelope>(
  state: MetaState,
  store: string,
  definition: EventDefinition<Input>,
  who: Who,
  given: Input,
): Prepared {
  const input = (given ?? {}) as Input
  // A caller's text that is no name may be anything, and names stand in ids, labels and logs.
  const name = isEventName(definition.name) ? definition.name : 'unnamed'
  let eventId = ''
  try {
    if (name !== definition.name) throw new Refusal('name')
    const own = ownEventId(definition, input)
    eventId = own ?? `${name}.${randomUUID()}`
    const configuration = state.configurations.latest(store)
    const account = configuration?.account
    if (!configuration || !account) return { state: 'off', eventId }
    const context = state.contextOf(who, configuration, input.consent)
    const consent = consentOf(input.consent ?? context.consent)
    if (consent === 'denied') return { state: 'denied', eventId }
    if (context.bot !== undefined && isFiltered(name, input)) {
      state.counts.dropped(name, context.bot)
      return { state: 'bot', eventId }
    }
    const shopper = consent === 'pending' ? context.shopper : undefined
    // Nobody could ever find it again to release it.
    if (consent === 'pending' && shopper === undefined) return { state: 'denied', eventId }
    const now = state.host.clock.now()
    const made = makeEvent(definition, input, eventId, context, configuration, now)
    for (const field of made.leftOut) state.counts.leftOut(name, field)
    return {
      state: 'entry',
      eventId,
      tellBrowser() {
        if (isContext(who) || consent !== 'granted') return
        const event = { name, eventId, customData: made.customData, isOnce: own !== undefined }
        state.browserEvents.add(who, event, made.occurredAt)
      },
      entry: {
        id: timeOrderedId(now),
        store,
        destination: account.destination,
        name,
        eventId,
        orderId: definition.orderId?.(input),
        isLasting: own !== undefined,
        priority: definition.priority,
        occurredAt: made.occurredAt,
        sendUntil: made.sendUntil,
        ...(shopper !== undefined && {
          pending: { key: shopper, until: pendingUntil(configuration, made.sendUntil, now) },
        }),
        body: made.body,
      },
    }
  } catch (err) {
    const field = err instanceof Refusal ? err.field : 'payload'
    state.refused(store, name, field, err)
    return { state: 'invalid', eventId: eventId || `${name}.${randomUUID()}`, field }
  }
}

// Crawlers buy nothing and see only websites: what looks like one elsewhere is a payment provider's webhook, or the
// shop's own till.
const neverBots: ReadonlySet<string> = new Set(['Purchase', 'StartTrial', 'Subscribe'])

function isFiltered(name: string, { actionSource = 'website' }: Envelope): boolean {
  return actionSource === 'website' && !neverBots.has(name)
}

// A word that means nothing must not count as a yes.
function consentOf(told: Consent): Consent {
  if (told === 'granted' || told === 'denied' || told === 'pending') return told
  throw new Refusal('consent')
}

/** Given by the caller, or the same for the same thing; undefined where it is to be made. */
function ownEventId<Input extends Envelope>(
  definition: EventDefinition<Input>,
  input: Input,
): string | undefined {
  const own = definition.eventId?.(input) ?? input.eventId
  if (own === undefined || own === null) return undefined
  const text = String(own).trim()
  // What the log cannot hold would be cut there, and taken for another one.
  if (text !== '' && text.length <= mostEventIdLength && !/\p{Cc}/u.test(text)) return text
  throw new Refusal('eventId')
}

function pendingUntil({ settings }: Configuration, sendUntil: number, now: number): number {
  return Math.min(sendUntil, now + settings.CONSENT_WAIT_HOURS * 3_600_000)
}
