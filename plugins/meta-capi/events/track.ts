/** Any event by its name: a standard one, PageView, or the shop's own. */
import type { Envelope } from '../contract.js'
import { readCustomData } from './custom-data.js'
import { defineEvent, type EventDefinition, priorities } from './event.js'
import { orderIdOf } from './purchase.js'

export interface Tracked extends Envelope {
  readonly data: Readonly<Record<string, unknown>>
}

// What earns money goes first, whoever reports it.
const critical: ReadonlySet<string> = new Set([
  'AddPaymentInfo',
  'Donate',
  'InitiateCheckout',
  'Purchase',
  'StartTrial',
  'Subscribe',
])

/** Its definition; the name is checked by the hook. */
export const trackedEvent = (name: string): EventDefinition<Tracked> =>
  defineEvent<Tracked>({
    name,
    task: 'meta.track',
    priority: critical.has(name) ? priorities.critical : priorities.normal,
    eventId: ({ data }) => {
      const id = orderIdOf(data?.order_id)
      return name === 'Purchase' && id !== undefined ? `purchase.${id}` : undefined
    },
    orderId: ({ data }) => (name === 'Purchase' ? orderIdOf(data?.order_id) : undefined),
    make({ data }, reader) {
      const customData = readCustomData(data ?? {}, reader)
      if (name === 'Purchase') {
        // Under an id made at random the same order could be counted again and again.
        if (data?.order_id !== undefined && data.order_id !== null)
          reader.need(orderIdOf(data.order_id), 'order_id')
        reader.need(customData.value, 'value')
        customData.currency = reader.need(customData.currency ?? reader.currency(undefined), 'currency')
      } else if (customData.value !== undefined) {
        customData.currency ??= reader.currency(undefined)
      }
      return { customData }
    },
  })
