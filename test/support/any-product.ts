/** Products as no shop should have them, yet some do: every attribute hostile, absurd or of a wrong type. */

import { type AttributeName, attributes, type PlainKind } from '../../feeds/catalog/attributes.js'
import type { Product } from '../../feeds/catalog/product.js'
import { hostileText } from './hostile-text.js'
import { productOf } from './product.js'
import fc from './property.js'
import { viewOf } from './view.js'

/** What a cast lets through where a catalog is written in JavaScript. */
const wrong: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  undefined,
  0,
  -1,
  Number.NaN,
  10n,
  true,
  '',
  'text',
  {},
  Object.create(null),
  [],
  [null],
  [['x']],
  ['<x>'],
  [5],
  { length: 3 },
  { value: null },
  new Date(Number.NaN),
  () => 'x',
  Symbol('x'),
)

const words = [
  ...[
    'red',
    'Red',
    'XL',
    'EU',
    'DE',
    'adult',
    'new',
    'in_stock',
    'kg',
    'month',
    'accessory',
    'active',
    'A+',
    'EC',
  ],
  ...[
    'SHOUTED WORDS THROUGHOUT',
    'N/A',
    '4006381333931',
    'https://shop.example/a.webp',
    '/p/1',
    'www.shop.example',
  ],
]

/** So long that what is copied once too often is felt. */
const long = fc
  .tuple(hostileText, fc.constantFrom(300, 11_000, 100_000))
  .map(([text, length]) => `${text}x `.repeat(Math.ceil(length / (text.length + 2))))

/** Around the limits that the channels' fields have. */
const nearLimit = fc
  .tuple(
    fc.constantFrom(30, 40, 50, 51, 70, 100, 110, 140, 150, 200, 250, 750, 1_000, 2_000, 5_000, 9_999),
    fc.integer({ min: -1, max: 1 }),
    fc.constantFrom('x', 'É', '😀', 'ab c', '&', '<p>a'),
  )
  .map(([limit, more, piece]) => [...piece.repeat(limit)].slice(0, limit + more).join(''))

const text = fc.oneof(
  { weight: 8, arbitrary: hostileText },
  { weight: 8, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: nearLimit },
  { weight: 1, arbitrary: long },
)

const { builtAt } = viewOf()
const dayMs = 86_400_000
const instant = fc.oneof(
  fc.integer({ min: -400, max: 400 }).map((days) => builtAt + days * dayMs),
  fc.constantFrom(0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15, 9e15, builtAt),
)
const whole = fc.oneof(
  fc.integer({ min: -2, max: 120 }),
  fc.constantFrom(0.5, -0, 1e21, 2 ** 53, 2 ** 32, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324),
)
const amount = fc.record({
  amountMinor: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 100_000 }) },
    { weight: 1, arbitrary: whole },
    { weight: 1, arbitrary: fc.constantFrom(1e13, 1e13 + 1, Number.MAX_SAFE_INTEGER, -1e15) },
  ),
  currency: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('EUR', 'EUR', 'USD', 'JPY', 'KWD') },
    { weight: 1, arbitrary: fc.constantFrom('', 'eur', 'EURO', 'XXX', '€') },
    { weight: 1, arbitrary: hostileText },
  ),
})
const measure = fc.record({
  value: whole,
  unit: fc.oneof(fc.constantFrom('kg', 'g', 'cm', 'in', 'ml', 'KG', 'stone', ''), text),
})

const byKind: Readonly<Record<PlainKind, fc.Arbitrary<unknown>>> = {
  text,
  texts: fc.oneof(
    { weight: 9, arbitrary: fc.array(text, { maxLength: 12 }) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...words), { minLength: 90, maxLength: 120 }) },
  ),
  flag: fc.boolean(),
  whole,
  instant,
  amount,
  measure,
}

const mostlyRight = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: wrong })

function anyValueOf(name: AttributeName): fc.Arbitrary<unknown> {
  const attribute = attributes[name]
  if (attribute.kind !== 'records') return byKind[attribute.kind]
  const parts = Object.entries(attribute.parts).map(
    ([part, kind]) => [part, mostlyRight(byKind[kind])] as const,
  )
  return fc.array(fc.record(Object.fromEntries(parts), { requiredKeys: [] }), { maxLength: 5 })
}

/** Few ids, of which many are one and the same to somebody: duplicates, parents, other capitals, nothing at all. */
const anyId = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'A', 'b', 'g', 'G', 'h', 'é', 'É', 'İ', 'ß') },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 99 }).map((n) => `SKU-${n}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', ' ', ' a', 'a\0', 'x'.repeat(50), 'x'.repeat(51), '😀'.repeat(101)),
  },
  { weight: 1, arbitrary: hostileText },
)

const path = fc.array(text, { maxLength: 6 })

/** What every product has: told as it should be by most, so that many products become items. */
const basics: readonly (readonly [keyof Product, fc.Arbitrary<unknown>])[] = [
  ['title', text],
  ['description', text],
  ['link', text],
  ['imageLink', text],
  ['additionalImageLinks', byKind.texts],
  [
    'availability',
    fc.constantFrom('in_stock', 'out_of_stock', 'preorder', 'backorder', 'soon', 'constructor'),
  ],
  ['condition', fc.constantFrom('new', 'used', 'refurbished', 'NEW', 'broken', '__proto__')],
  ['price', amount],
  [
    'customPrice',
    fc.oneof(amount, fc.record({ changePercent: fc.oneof(text, fc.constantFrom('-10', '-100', '1e9')) })),
  ],
  ['salePrice', amount],
  ['saleStartsAt', instant],
  ['saleEndsAt', instant],
  ['taxToAdd', fc.record({ DE: fc.oneof(text, fc.constantFrom('19', '0', '-19', '1e3')) })],
  ['brand', text],
  ['gtin', text],
  ['furtherGtins', byKind.texts],
  ['mpn', text],
  ['productType', path],
  ['furtherProductTypes', fc.array(path, { maxLength: 8 })],
  ['flaws', fc.array(fc.record({ property: text, problem: text }), { maxLength: 3 })],
]

const variantMarks: readonly (readonly [keyof Product, fc.Arbitrary<unknown>])[] = [
  ['color', fc.constantFrom('red', 'Red', ' red', 'blue', '', '\0', '<b>red</b>')],
  ['size', fc.constantFrom('M', 'm', 'L', '')],
  ['variantOptions', fc.constantFrom([{ name: 'Scent', value: 'Rose' }], [{ name: 'Scent' }], [])],
]

const attributeValues = Object.keys(attributes).map(
  (name) => [name as keyof Product, anyValueOf(name as AttributeName)] as const,
)

const propertyOf = (table: readonly (readonly [keyof Product, fc.Arbitrary<unknown>])[]) =>
  fc.oneof(...table.map(([name, value]) => mostlyRight(value).map((any) => [name, any] as const)))

/** A product with a few properties that are anything; its key is the catalog's to give. */
export const anyProduct: fc.Arbitrary<Product> = fc
  .tuple(
    mostlyRight(anyId),
    fc.option(mostlyRight(anyId), { nil: undefined, freq: 2 }),
    fc.array(propertyOf(variantMarks), { maxLength: 2 }),
    fc.array(propertyOf(basics), { maxLength: 2 }),
    fc.array(propertyOf(attributeValues), { maxLength: 8 }),
  )
  .map(([id, groupId, ...properties]) => {
    const changes = Object.fromEntries(properties.flat())
    return productOf({ ...changes, id, groupId } as Partial<Product>)
  })

const inOrder = (products: readonly Product[]): readonly Product[] =>
  products.map((product, at) => ({ ...product, key: at + 1 }))

/** Products in the order of their keys, as a catalog must give them. */
export const anyProducts: fc.Arbitrary<readonly Product[]> = fc
  .array(anyProduct, { maxLength: 12, size: 'max' })
  .map(inOrder)

/** Products that are good but for their ids and for what tells the variants of a group apart. */
export const anyFamilies: fc.Arbitrary<readonly Product[]> = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('a', 'A', ' a', 'b', 'c', 'd', 'g', 'G', 'É', 'é'),
        fc.constantFrom('g', 'G', 'g ', 'h', 'a', 'É', '', undefined),
        fc.array(propertyOf(variantMarks), { maxLength: 3 }),
      )
      .map(([id, groupId, marks]) => productOf({ ...Object.fromEntries(marks), id, groupId })),
    { maxLength: 12, size: 'max' },
  )
  .map(inOrder)
