/** The hooks that a controller calls: they answer at once, never throw, and the event is kept after the response. */
import type { Knex } from 'knex'
import { AppError, withoutValues } from '../../../src/kernel.js'
import { isContext } from '../context.js'
import type { Envelope, Hooked, Hooks, Kept, Who } from '../contract.js'
import type { EventDefinition } from '../events/event.js'
import * as events from '../events/index.js'
import { trackedEvent } from '../events/track.js'
import type { MetaState } from '../state.js'
import { type Prepared, prepare } from './hook.js'
import { decided, hooked } from './hooked.js'

/** Every hook, by what is done with the event that it makes. */
function hooksBy<Answer>(
  take: <Input extends Envelope>(definition: EventDefinition<Input>, who: Who, input: Input) => Answer,
): Hooks<Answer> {
  const hook =
    <Input extends Envelope>(definition: EventDefinition<Input>) =>
    (who: Who, input?: Input) =>
      take(definition, who, input as Input)
  return {
    viewContent: hook(events.viewContent),
    search: hook(events.search),
    addToCart: hook(events.addToCart),
    addToWishlist: hook(events.addToWishlist),
    initiateCheckout: hook(events.initiateCheckout),
    purchase: hook(events.purchase),
    completeRegistration: hook(events.completeRegistration),
    contact: hook(events.contact),
    lead: hook(events.lead),
    track: (who, name, data = {}, envelope = {}) => take(trackedEvent(name), who, { ...envelope, data }),
  }
}

export function createHooks(state: MetaState, store: string): Hooks<Hooked> {
  return hooksBy((definition, who, input) => {
    const prepared = prepare(state, store, definition, who, input)
    if (prepared.state !== 'entry') return decided(prepared.eventId, prepared.state)
    prepared.tellBrowser()
    return later(state, definition, who, prepared)
  })
}

function later(
  state: MetaState,
  { task, priority }: Pick<EventDefinition<Envelope>, 'task' | 'priority'>,
  who: Who,
  { entry, eventId }: Extract<Prepared, { state: 'entry' }>,
): Hooked {
  let kept: Promise<Kept> | undefined
  const keep = (pace: 'now' | 'soon') => {
    kept ??= state.keep(entry, pace)
    return kept
  }
  state.host.defer(isContext(who) ? undefined : who, state.deliverLater({ task, priority, entry, keep }))
  return hooked(eventId, () => keep('now'))
}

/** Inside the caller's transaction; what cannot be written rejects, so that the order fails with it. */
export function createHooksWithin(
  state: MetaState,
  store: string,
  trx: Knex.Transaction,
): Hooks<Promise<{ readonly eventId: string; readonly stored: Kept }>> {
  return hooksBy(async (definition, who, input): Promise<{ eventId: string; stored: Kept }> => {
    const prepared = prepare(state, store, definition, who, input)
    if (prepared.state !== 'entry') return { eventId: prepared.eventId, stored: prepared.state }
    const { entry, eventId } = prepared
    try {
      const kept: Kept = await state.host.outbox.addWithin(trx, entry)
      // Not before: a browser must not report an order that was rolled back. Inside a savepoint nobody knows; the page
      // that follows may call the hook again.
      if (trx.parentTransaction === undefined) trx.executionPromise?.then(prepared.tellBrowser, () => {})
      return { eventId, stored: kept === 'stored' && entry.pending ? 'pending' : kept }
    } catch (cause) {
      throw new AppError(
        'EVENT_NOT_WRITTEN',
        'unavailable',
        'The event could not be written in this transaction; Storecast’s tables must be in the database that it is on.',
        { cause: withoutValues(cause) },
      )
    }
  })
}
