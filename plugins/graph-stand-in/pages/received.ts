/** What the stand-in got of one store, each event with a name for addresses. */
import type { Visit } from '../../../src/kernel.js'
import type { ReceivedEvent } from '../contract.js'
import type { LateStandIn } from '../late.js'

export interface Received extends ReceivedEvent {
  /** `3-0` is the first event of the third call. */
  readonly place: string
  readonly name: string
  readonly eventId: string
  readonly orderId: string | undefined
}

/** The newest first; only the first store rehearses. */
export function receivedOf(standIn: LateStandIn, pixel: string, { store }: Visit): readonly Received[] {
  if (store !== 'default') return []
  const places = new Map<number, number>()
  return standIn
    .received()
    .toReversed()
    .filter((received) => received.pixel === pixel)
    .map((received) => {
      const { requestId, event } = received
      const at = places.get(requestId) ?? 0
      places.set(requestId, at + 1)
      const { order_id: orderId } = Object(event.custom_data) as { readonly order_id?: unknown }
      return {
        ...received,
        place: `${requestId}-${at}`,
        name: String(event.event_name),
        eventId: String(event.event_id ?? ''),
        orderId: orderId === undefined ? undefined : String(orderId),
      }
    })
    .toReversed()
}
