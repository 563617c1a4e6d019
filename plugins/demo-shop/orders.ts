/** Orders: what was bought, and where it is written down. */
import { randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import type { Delivery } from '../meta-capi/contract.js'

export interface OrderLine {
  readonly product: { readonly id: string; readonly name: string }
  readonly quantity: number
  readonly price: string
}

/** An order as the hook for purchases takes it. */
export interface Order {
  readonly orderId: string
  readonly lines: readonly OrderLine[]
  readonly currency: string
  /** Decimal text. */
  readonly value: string
  readonly delivery: Delivery
}

export interface Orders {
  /**
   * Writes the order in a transaction of its own and runs `also` inside: both hold, or neither does.
   * Where this cart was ordered before, that order is the answer, and nothing is written or run.
   */
  place(order: Order, cartId: string, also: (trx: Knex.Transaction) => Promise<unknown>): Promise<Order>
  find(orderId: string): Promise<Order | undefined>
  /** The order that this cart became. */
  ofCart(cartId: string): Promise<Order | undefined>
}

// Without letters and digits that look alike on paper.
const characters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** An order number that sorts by time and cannot be guessed: its page is open to whoever knows it. */
export function orderNumber(nowMs: number): string {
  const guessless = Array.from({ length: 10 }, () => characters[randomInt(characters.length)]).join('')
  return `D${nowMs.toString(36).toUpperCase()}-${guessless}`
}
