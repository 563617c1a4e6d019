/** The price of a litre, a kilogram or a piece, worked out from the price of a pack. */
import type { Measure, Money, Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { drop } from './finding.js'
import type { FieldView } from './item-view.js'
import { unitOf } from './measures.js'
import { formatPrice, toldAmount } from './money.js'
import { toldPrice } from './price.js'

/** How many of the smallest unit of its kind a unit has; units of one kind can be turned into each other. */
const sizes: Readonly<Record<string, readonly [kind: string, size: number]>> = {
  mg: ['mass', 0.001],
  g: ['mass', 1],
  kg: ['mass', 1_000],
  oz: ['imperial mass', 1],
  lb: ['imperial mass', 16],
  ml: ['volume', 1],
  cl: ['volume', 10],
  l: ['volume', 1_000],
  cbm: ['volume', 1_000_000],
  floz: ['imperial volume', 1],
  pt: ['imperial volume', 16],
  qt: ['imperial volume', 32],
  gal: ['imperial volume', 128],
  cm: ['length', 1],
  m: ['length', 100],
  in: ['imperial length', 1],
  ft: ['imperial length', 12],
  yd: ['imperial length', 36],
  sqm: ['area', 1],
  sqft: ['imperial area', 1],
  ct: ['count', 1],
}

const notComparable = drop('PROPERTY_VALUE_FORMAT', 'pack and unit are of different kinds')

/** The price of one `unitBase` (of one unit where that is not told) as Meta nests it. */
export function readUnitPrice(product: Product, view: FieldView): Reading {
  const { unitMeasure, unitBase } = product
  if (unitMeasure === undefined) return undefined
  const base = unitBase ?? { value: 1, unit: unitMeasure.unit }
  const share = ratioOf(base, unitMeasure)
  if (share === undefined) return notComparable
  const price = toldPrice(product, view)
  if (price === undefined) return undefined
  const unitPrice = inShare(price, share)
  if (unitPrice === undefined) return undefined
  const [value = '', currency] = formatPrice(unitPrice).split(' ')
  return [
    { value, currency, unit: base.value === 1 ? unitOf(base.unit) : `${base.value}${unitOf(base.unit)}` },
  ]
}

function ratioOf(base: Measure, pack: Measure): number | undefined {
  const [baseKind, baseSize = 0] = sizes[unitOf(base.unit)] ?? []
  const [packKind, packSize = 0] = sizes[unitOf(pack.unit)] ?? []
  if (baseKind === undefined || baseKind !== packKind || !(pack.value > 0) || !(base.value > 0))
    return undefined
  return (base.value * baseSize) / (pack.value * packSize)
}

function inShare(price: Money, share: number): Money | undefined {
  const amountMinor = Math.round(price.amountMinor * share)
  if (!Number.isSafeInteger(amountMinor)) return undefined
  const found = { amountMinor, currency: price.currency }
  return toldAmount(found) > 0 ? found : undefined
}
