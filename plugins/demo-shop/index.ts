/** The demo shop: a small storefront whose controllers are what a developer copies. */
import express, { type Router } from 'express'
import type { Log } from '../../src/kernel.js'
import type { MetaApi } from '../meta-capi/contract.js'
import { addToCart, changeQuantity, showCart } from './controllers/cart.js'
import { placeOrder, showCheckout } from './controllers/checkout.js'
import { contact, showContact } from './controllers/contact.js'
import { showDone } from './controllers/done.js'
import { showAll, showBrand, showCategory } from './controllers/lists.js'
import { subscribe } from './controllers/newsletter.js'
import { nothingHere, wentWrong } from './controllers/nothing-here.js'
import { showProduct } from './controllers/product.js'
import { search } from './controllers/search.js'
import { showSignUp, signUp } from './controllers/sign-up.js'
import { thank } from './controllers/thank-you.js'
import { addToWishlist, removeFromWishlist, showWishlist } from './controllers/wishlist.js'
import type { Orders } from './orders.js'
import { pricesIn } from './prices.js'
import type { Products } from './products.js'
import { sameOriginOnly } from './same-origin.js'
import { keepSessions } from './session.js'
import type { Shop } from './shop.js'
import { serveStylesheet, stylesheetName } from './stylesheet.js'

export { identifyShopper, type Shopper } from './identify.js'
export type { Order, OrderLine, Orders } from './orders.js'
export type { Products, ShopProduct, Variant, Wanted } from './products.js'
export { orderMigrations, sqlOrders } from './sql-orders.js'

export interface DemoShopOptions {
  readonly meta: MetaApi
  readonly products: Products
  readonly orders: Orders
  /** Where the shop stands on the web, as `/demo`; where its router is mounted, unless given. */
  readonly base?: string
  /** ISO 4217; EUR unless given. */
  readonly currency?: string
  /** `Demo shop` unless given. */
  readonly name?: string
  /** The merchant's page that shows an order's event, relative to the shop; no page links to it unless given. */
  readonly seenAt?: (orderId: string) => string
  /** Milliseconds since the epoch; the system's clock unless given. */
  readonly now?: () => number
  readonly log?: Pick<Log, 'error'>
}

// A form has a few short fields.
const formLimitBytes = 16_384

/** A router to be mounted in an Express app; it answers everything below where it is mounted. */
export function demoShop({
  currency = 'EUR',
  name = 'Demo shop',
  now = Date.now,
  base,
  seenAt,
  log,
  ...ports
}: DemoShopOptions): Router {
  const shop: Shop = { ...ports, prices: pricesIn(currency), name, base, seenAt, now, log }
  const router = express.Router({ caseSensitive: true })

  router.get(`/${stylesheetName}`, serveStylesheet)
  router.use(
    sameOriginOnly,
    keepSessions(base),
    express.urlencoded({ extended: false, limit: formLimitBytes }),
  )

  router.get('/', showAll(shop))
  router.get('/categories/:category', showCategory(shop))
  router.get('/brands/:brand', showBrand(shop))
  router.get('/search', search(shop))
  router.get('/products/:id', showProduct(shop))
  router.get('/wishlist', showWishlist(shop))
  router.post('/wishlist', addToWishlist(shop))
  router.post('/wishlist/remove', removeFromWishlist(shop))
  router.get('/cart', showCart(shop))
  router.post('/cart', addToCart(shop))
  router.post('/cart/quantity', changeQuantity(shop))
  router.get('/checkout', showCheckout(shop))
  router.post('/checkout', placeOrder(shop))
  router.get('/orders/:order', thank(shop))
  router.get('/sign-up', showSignUp(shop))
  router.post('/sign-up', signUp(shop))
  router.post('/newsletter', subscribe(shop))
  router.get('/contact', showContact(shop))
  router.post('/contact', contact(shop))
  router.get('/done/:what', showDone(shop))

  router.use(nothingHere(shop), wentWrong(shop))
  return router
}
