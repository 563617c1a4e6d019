/** The search, reported as Search with what it found. */
import type { RequestHandler } from 'express'
import { queryOf } from '../../../src/kernel.js'
import { baseOf, sendPage } from '../answer.js'
import { productList } from '../pages/product-list.js'
import type { Shop } from '../shop.js'
import { sheetOf } from './sheet.js'

export function search(shop: Shop): RequestHandler {
  return async (req, res) => {
    const query = (queryOf(req).get('q') ?? '').trim().slice(0, 100)
    const base = baseOf(shop, req)
    if (query === '') return res.redirect(303, `${base}/`)

    const products = await shop.products.list({ query })
    const { shown, turning } = sheetOf(req, products, base)
    shop.meta.search(req, { query, products: shown })

    const body = productList({
      heading: `Results for “${query}”`,
      base,
      prices: shop.prices,
      products: shown,
      total: products.length,
      turning,
      none: 'Nothing fits. Try a shorter word, or look through all products.',
    })
    sendPage(shop, req, res, { title: `“${query}”`, query, body })
  }
}
