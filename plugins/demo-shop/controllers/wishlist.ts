/** The wishlist: shown, added to (reported as AddToWishlist), and taken from. */
import type { RequestHandler } from 'express'
import { baseOf, goOn, sendPage } from '../answer.js'
import { typedIn } from '../form.js'
import { wishlistPage } from '../pages/wishlist-page.js'
import { sessionOf } from '../session.js'
import type { Shop } from '../shop.js'

// The oldest wish goes when there are more.
const mostWishes = 50

export function showWishlist(shop: Shop): RequestHandler {
  return async (req, res) => {
    const found = await Promise.all(sessionOf(req).wishlist.map((id) => shop.products.find(id)))
    const products = found.flatMap((product) => product ?? [])
    const body = wishlistPage({ products, base: baseOf(shop, req), prices: shop.prices })
    sendPage(shop, req, res, { title: 'Your wishlist', body })
  }
}

export function addToWishlist(shop: Shop): RequestHandler {
  return async (req, res, next) => {
    const product = await shop.products.find(typedIn(req, ['product']).product)
    if (!product) return next()

    const session = sessionOf(req)
    const others = session.wishlist.filter((id) => id !== product.id)
    session.wishlist = [...others, product.id].slice(-mostWishes)
    shop.meta.addToWishlist(req, { product, price: product.price })
    goOn(shop, req, res, '/wishlist')
  }
}

export function removeFromWishlist(shop: Shop): RequestHandler {
  return (req, res) => {
    const session = sessionOf(req)
    const { product } = typedIn(req, ['product'])
    session.wishlist = session.wishlist.filter((id) => id !== product)
    goOn(shop, req, res, '/wishlist')
  }
}
