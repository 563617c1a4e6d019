/** A demo shop with a handful of products, for tests. */
import express, { type Express } from 'express'
import {
  type DemoShopOptions,
  demoShop,
  identifyShopper,
  type Shopper,
} from '../../../plugins/demo-shop/index.js'
import type { Order, Orders } from '../../../plugins/demo-shop/orders.js'
import type { Products, ShopProduct } from '../../../plugins/demo-shop/products.js'
import { type RecordingMeta, recordingMeta } from './recording-meta.js'

export const blanket: ShopProduct = {
  id: 'HP-1',
  name: 'Wool Blanket',
  description: 'Woven by the fjord.',
  price: '149.00',
  formerPrice: '179.00',
  brand: 'Kelp & Co.',
  category: 'Textiles',
}
export const candle: ShopProduct = {
  id: 'HP-2',
  name: 'Salt Candle',
  price: '22.90',
  brand: 'Harbour',
  category: 'Candles',
}
export const lamp: ShopProduct = {
  id: 'a/b ü?',
  name: 'Storm Lamp',
  price: '0.10',
  brand: 'Harbour',
  category: 'Textiles',
  isAvailable: false,
}

export function arrayProducts(all: readonly ShopProduct[]): Products {
  return {
    list: async ({ query, brand, category }) =>
      all.filter(
        (product) =>
          (query === undefined || product.name.toLowerCase().includes(query.toLowerCase())) &&
          (brand === undefined || product.brand === brand) &&
          (category === undefined || product.category === category),
      ),
    find: async (id) => all.find((product) => product.id === id),
  }
}

/** Orders that are forgotten with the test; nothing runs in a transaction. */
export function memoryOrders(): Orders {
  const orders = new Map<string, Order>()
  return {
    async place(order, cartId, also) {
      const before = orders.get(cartId)
      if (before) return before
      await also(undefined as never)
      orders.set(cartId, order)
      return order
    },
    find: async (id) => [...orders.values()].find(({ orderId }) => orderId === id),
    ofCart: async (cartId) => orders.get(cartId),
  }
}

export interface SomeShop {
  readonly app: Express
  readonly meta: RecordingMeta
  /** Who the shopper of each request was, the latest last. */
  readonly shoppers: readonly Shopper[]
}

/** Mounted under `/demo`. */
export function someShop(
  over: Partial<Omit<DemoShopOptions, 'meta'>> & { meta?: RecordingMeta } = {},
): SomeShop {
  const { meta = recordingMeta(), ...options } = over
  const shoppers: Shopper[] = []
  const app = express()
  app.use((req, res, next) => {
    res.once('finish', () => shoppers.push(identifyShopper(req)))
    next()
  })
  const products = arrayProducts([blanket, candle, lamp])
  app.use('/demo', demoShop({ meta, products, orders: memoryOrders(), ...options }))
  return { app, meta, shoppers }
}
