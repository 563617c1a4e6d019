/** What a channel tells of a product's price: the regular one, a sale, and when the sale holds. */
import type { Money, Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { dateRange, isDateRange, type OffsetForm } from './dates.js'
import type { FieldView } from './item-view.js'
import { formatPrice, toldAmount } from './money.js'
import { refuse } from './omission.js'

const noRate = refuse('NO_EXCHANGE_RATE')
const notPositive = refuse('ITEM_PRICE_NOT_POSITIVE')

/** The regular price in the feed's currency; a product without a price above zero is left out. */
export function readPrice(product: Product, view: FieldView): Reading {
  const price = view.convert(regularPrice(product, view))
  if (price === undefined) return noRate
  return toldAmount(price) > 0 ? formatPrice(price) : notPositive
}

/** The sale price of a sale that runs or will; it must be lower than the price as the feed tells both. */
export function readSalePrice(product: Product, view: FieldView): Reading {
  const sale = saleOf(product, view)
  return sale === undefined ? undefined : formatPrice(sale)
}

/** When the sale of `readSalePrice` holds; nothing where it has no bounds, and so holds until it is taken away. */
export function readSalePeriod(product: Product, view: FieldView, form: OffsetForm): Reading {
  if (product.saleStartsAt === undefined && product.saleEndsAt === undefined) return undefined
  if (saleOf(product, view) === undefined) return undefined
  return dateRange(startOf(product, view), endOf(product, view), view.zone, form)
}

function regularPrice({ price, customPrice }: Product, { usesCustomPrice }: FieldView): Money {
  return usesCustomPrice && customPrice ? customPrice : price
}

function saleOf(product: Product, view: FieldView): Money | undefined {
  if (product.salePrice === undefined) return undefined
  const { saleStartsAt, saleEndsAt } = product
  if (saleStartsAt !== undefined || saleEndsAt !== undefined) {
    if (saleEndsAt !== undefined && saleEndsAt <= view.builtAt) return undefined
    // A period that cannot be told must not become a sale without an end.
    if (!isDateRange(startOf(product, view), endOf(product, view))) return undefined
  }
  const sale = view.convert(product.salePrice)
  const price = view.convert(regularPrice(product, view))
  if (sale === undefined || price === undefined) return undefined
  const amount = toldAmount(sale)
  return amount > 0 && amount < toldAmount(price) ? sale : undefined
}

const yearMs = 365 * 86_400_000

/*
 * Both platforms ask for both ends. An open one is put whole years from the other, on the far side of the build:
 * the same product then gives the same bytes from build to build.
 */
const startOf = ({ saleStartsAt, saleEndsAt = 0 }: Product, { builtAt }: FieldView): number =>
  saleStartsAt ?? Math.max(0, saleEndsAt - yearsBetween(builtAt, saleEndsAt) * yearMs)

const endOf = ({ saleStartsAt = 0, saleEndsAt }: Product, { builtAt }: FieldView): number =>
  saleEndsAt ?? saleStartsAt + yearsBetween(saleStartsAt, builtAt) * yearMs

/** Whole years, at least one, that span from `from` beyond `to`. */
const yearsBetween = (from: number, to: number): number => Math.max(1, Math.ceil((to - from) / yearMs))
