/** The lists: all products, a category's, a brand's. */
import type { Request, RequestHandler, Response } from 'express'
import { baseOf, sendPage } from '../answer.js'
import { productList } from '../pages/product-list.js'
import { type Kind, waysTo } from '../pages/ways.js'
import type { ShopProduct } from '../products.js'
import type { Shop } from '../shop.js'
import { sheetOf } from './sheet.js'

/** All products: the front page, which reports nothing. */
export function showAll(shop: Shop): RequestHandler {
  return async (req, res) => {
    const products = await shop.products.list({})
    sendList(shop, req, res, 'Everything we make', products, ['category', 'brand'], welcome)
  }
}

/** A category's products, reported as ViewContent under its name. */
export function showCategory(shop: Shop): RequestHandler<{ category: string }> {
  return async (req, res) => {
    const { category } = req.params
    const products = await shop.products.list({ category })
    shop.meta.viewContent(req, { products: sheetOf(req, products).shown, name: category, category })
    sendList(shop, req, res, category, products, ['brand'])
  }
}

/** A brand's products, reported as ViewContent under its name. */
export function showBrand(shop: Shop): RequestHandler<{ brand: string }> {
  return async (req, res) => {
    const { brand } = req.params
    const products = await shop.products.list({ brand })
    shop.meta.viewContent(req, { products: sheetOf(req, products).shown, name: brand })
    sendList(shop, req, res, brand, products, ['category'])
  }
}

const welcome = 'Clothes for the weather, gear for the way, and things for a house near the water.'

function sendList(
  shop: Shop,
  req: Request,
  res: Response,
  heading: string,
  products: readonly ShopProduct[],
  ways: readonly Kind[],
  intro?: string,
): void {
  const base = baseOf(shop, req)
  const { shown, turning } = sheetOf(req, products, base)
  const body = productList({
    heading,
    // Only the first page of it greets.
    ...(intro !== undefined && shown[0] === products[0] && { intro }),
    base,
    prices: shop.prices,
    products: shown,
    total: products.length,
    ways: waysTo(ways, products, base),
    turning,
    none: 'There is nothing here at the moment.',
  })
  sendPage(shop, req, res, { title: heading, body })
}
