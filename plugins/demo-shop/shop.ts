/** What every controller of the shop is given. */
import type { Log } from '../../src/kernel.js'
import type { MetaApi } from '../meta-capi/contract.js'
import type { Orders } from './orders.js'
import type { Prices } from './prices.js'
import type { Products } from './products.js'

export interface Shop {
  readonly meta: MetaApi
  readonly products: Products
  readonly orders: Orders
  readonly prices: Prices
  readonly name: string
  /** Where the shop stands on the web; where its router is mounted, unless given. */
  readonly base: string | undefined
  /** Where an order's event is seen, relative to the shop. */
  readonly seenAt: ((orderId: string) => string) | undefined
  readonly now: () => number
  readonly log: Pick<Log, 'error'> | undefined
}
