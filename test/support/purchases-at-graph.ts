/** What Graph received of purchases, held against the orders: each once, under the id of its order, and no other. */
import { expect } from 'vitest'
import type { GraphDesk } from '../../plugins/graph-stand-in/contract.js'
import { pixel } from './event-environment.js'

/** Every id that purchases came under, sorted. */
export function purchasesAt(graph: GraphDesk): readonly string[] {
  return [...new Set(graph.received().map(({ event }) => String(event.event_id)))].sort()
}

/** Those that came more often than once, whether they counted or not. */
export function repeatedAt(graph: GraphDesk): readonly string[] {
  return [...graph.counts()].filter(([, { times }]) => times > 1).map(([key]) => key)
}

/** Fails where an order is missing, one came under a second id or counted twice, or one came that nobody placed. */
export function expectEachOnce(graph: GraphDesk, orderIds: readonly string[]): void {
  expect(purchasesAt(graph)).toEqual(orderIds.map((id) => `purchase.${id}`).sort())
  const more = [...graph.counts()].filter(([, { counted }]) => counted !== 1)
  expect(more).toEqual([])
  for (const { event, pixel: at } of graph.received()) {
    const { order_id: orderId } = event.custom_data as { readonly order_id?: string }
    expect([at, event.event_name, event.event_id]).toEqual([pixel, 'Purchase', `purchase.${orderId}`])
  }
}
