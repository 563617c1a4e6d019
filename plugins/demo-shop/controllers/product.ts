/** A product's page, reported as ViewContent. */
import type { RequestHandler } from 'express'
import { baseOf, sendPage } from '../answer.js'
import { productPage } from '../pages/product-page.js'
import { sessionOf } from '../session.js'
import type { Shop } from '../shop.js'

export function showProduct(shop: Shop): RequestHandler<{ id: string }> {
  return async (req, res, next) => {
    const product = await shop.products.find(req.params.id)
    if (!product) return next()
    shop.meta.viewContent(req, { products: [product] })

    const isWished = sessionOf(req).wishlist.includes(product.id)
    const body = productPage({ product, base: baseOf(shop, req), prices: shop.prices, isWished })
    sendPage(shop, req, res, { title: product.name, body })
  }
}
