/** What a channel tells of a product's price: the regular one, a sale, and when the sale holds. */
import type { Money, Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { dateRange, isDateRange, type OffsetForm } from './dates.js'
import { drop, Remark, refuse } from './finding.js'
import type { FieldView } from './item-view.js'
import { changeByPercent, formatPrice, parsePercent, toldAmount } from './money.js'

const noPrice = refuse('EMPTY_PRICE')
const notAnAmount = refuse('PROPERTY_VALUE_FORMAT')
const noTax = new Remark('leftOut', 'PROPERTY_VALUE_FORMAT', undefined, 'its tax is no number of per cent')
const noRate = refuse('PRODUCT_NOT_DOMINANT_CURRENCY')
const notPositive = refuse('ITEM_PRICE_NOT_POSITIVE')
const tooHigh = refuse('PROPERTY_PRICE_TOO_HIGH')

/** A hundred thousand million: more is a mistake of the catalog in every currency. */
const mostMinor = 1e13

/** The regular price in the feed's currency; a product without a price above zero is left out. */
export function readPrice(product: Product, view: FieldView): Reading {
  const price = regularPrice(product, view)
  if (price === undefined || price === null) return noPrice
  if (!Number.isSafeInteger(price.amountMinor)) return notAnAmount
  if (price.amountMinor > mostMinor) return tooHigh
  const taxed = view.addTax(price, product.taxToAdd)
  if (taxed === undefined) return noTax
  const told = view.convert(taxed)
  if (told === undefined) return noRate
  return toldAmount(told) > 0 ? formatPrice(told) : notPositive
}

/** The sale price of a sale that runs or will; it must be lower than the price as the feed tells both. */
export function readSalePrice(product: Product, view: FieldView): Reading {
  if (product.salePrice === undefined) return undefined
  const sale = saleOf(product, view)
  return sale === undefined || 'effect' in sale ? sale : formatPrice(sale)
}

/** When the sale of `readSalePrice` holds; nothing where it has no bounds, and so holds until it is taken away. */
export function readSalePeriod(product: Product, view: FieldView, form: OffsetForm): Reading {
  if (product.saleStartsAt === undefined && product.saleEndsAt === undefined) return undefined
  if (product.salePrice === undefined) return undefined
  const sale = saleOf(product, view)
  if (sale === undefined || 'effect' in sale) return undefined
  return dateRange(startOf(product, view), endOf(product, view), view.zone, form)
}

/** A further amount of the product, in the feed's currency; not told where it is none or not above zero. */
export function readAmount(money: Money | undefined, view: FieldView): Reading {
  if (money === undefined) return undefined
  if (!Number.isSafeInteger(money.amountMinor) || money.amountMinor > mostMinor) return notReadable
  const told = view.convert(money)
  if (told === undefined) return unconverted
  return toldAmount(told) > 0 ? formatPrice(told) : notAboveZero
}

/** As `readAmount` for a part of a field, where zero may be meant: `0.00 EUR` for free delivery. */
export function partAmount(money: Money | undefined, view: FieldView): string | Remark | undefined {
  if (money === undefined) return undefined
  const { amountMinor } = money
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0 || amountMinor > mostMinor) return notReadable
  const told = view.convert(money)
  return told === undefined ? notConvertible : formatPrice(told)
}

const notConvertible = drop('PROPERTY_VALUE_FORMAT', 'an amount in a currency without a rate')

const notReadable = drop('PROPERTY_VALUE_FORMAT')
const unconverted = drop('PRODUCT_NOT_DOMINANT_CURRENCY')
const notAboveZero = drop('PROPERTY_VALUE_NON_POSITIVE')
const notLower = drop('INVALID_SALE_PRICE')
const noPeriod = drop('INVALID_SALE_DATES')

/** The price as the feed tells it, in units of its last decimal; undefined where it tells none. */
export function toldPrice(product: Product, view: FieldView): Money | undefined {
  const price = regularPrice(product, view)
  return price && taxedAndConverted(price, product, view)
}

function regularPrice(product: Product, view: FieldView): Money | undefined {
  const hooked = view.priceOf?.(product)
  if (hooked !== undefined) return hooked
  const { price, customPrice } = product
  if (!view.usesCustomPrice || customPrice === undefined) return price
  if ('amountMinor' in customPrice) return customPrice
  const percent = parsePercent(customPrice.changePercent)
  return percent && changeByPercent(price, percent)
}

function taxedAndConverted(money: Money, { taxToAdd }: Product, view: FieldView): Money | undefined {
  const taxed = view.addTax(money, taxToAdd)
  return taxed && view.convert(taxed)
}

function saleOf(product: Product, view: FieldView): Money | Remark | undefined {
  const { salePrice, saleStartsAt, saleEndsAt } = product
  if (salePrice === undefined) return undefined
  if (saleStartsAt !== undefined || saleEndsAt !== undefined) {
    // A period that cannot be told must not become a sale without an end.
    if (!isDateRange(startOf(product, view), endOf(product, view))) return noPeriod
    if (saleEndsAt !== undefined && saleEndsAt <= view.builtAt) return undefined
  }
  if (!Number.isSafeInteger(salePrice.amountMinor)) return notLower
  const sale = taxedAndConverted(salePrice, product, view)
  const price = toldPrice(product, view)
  if (sale === undefined) return unconverted
  if (price === undefined) return undefined
  const amount = toldAmount(sale)
  return amount > 0 && amount < toldAmount(price) ? sale : notLower
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
