/** A paid order: once, for ever, under the order's id. */
import type { Purchase } from '../contract.js'
import { defineEvent, priorities } from './event.js'

export const purchase = defineEvent<Purchase>({
  name: 'Purchase',
  task: 'meta.purchase',
  priority: priorities.critical,
  eventId: (order) => {
    const id = orderIdOf(order.orderId)
    return id === undefined ? undefined : `purchase.${id}`
  },
  orderId: ({ orderId }) => orderIdOf(orderId),
  make(order, reader) {
    const contents = reader.contents(reader.list(order.lines, 'contents'))
    const value = reader.amount(order.value, 'value') ?? reader.sum(contents)
    return {
      customData: {
        content_ids: contents?.map(({ id }) => id),
        contents,
        content_type: contents && 'product',
        currency: reader.need(reader.currency(order.currency), 'currency'),
        delivery_category: reader.delivery(order.delivery),
        order_id: reader.need(orderIdOf(order.orderId), 'orderId'),
        value: reader.need(value, 'value'),
      },
    }
  },
})

// Longer than any shop's; the log keeps it for ever.
const mostIdLength = 100

/** The id of an order, by whichever hook it comes; undefined for what cannot be one. */
export function orderIdOf(given: unknown): string | undefined {
  const id = typeof given === 'number' && Number.isFinite(given) ? String(given) : given
  if (typeof id !== 'string') return undefined
  const text = id.trim()
  return text !== '' && text.length <= mostIdLength ? text : undefined
}
