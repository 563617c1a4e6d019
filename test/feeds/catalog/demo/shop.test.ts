/** The demo shop's tables hold together, and hold the faults they claim. */
import { describe, expect, test } from 'vitest'
import { attributes } from '../../../../feeds/catalog/attributes.js'
import { demoCategories } from '../../../../feeds/catalog/demo/categories.js'
import { demoProducts, plantedFaults } from '../../../../feeds/catalog/demo/shop.js'
import { demoTaxes } from '../../../../feeds/catalog/demo/taxes.js'

const byId = new Map(demoProducts.map((product) => [product.id, product]))
const faulty = (wrong: RegExp) =>
  new Set(plantedFaults.filter((fault) => wrong.test(fault.wrong)).map(({ productId }) => productId))

function hasValidCheckDigit(code: string): boolean {
  if (!/^\d{13}$/.test(code)) return false
  const sum = [...code].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

test('ids are unique', () => {
  expect(byId.size).toBe(demoProducts.length)
  expect(demoProducts.length).toBeGreaterThanOrEqual(55)
})

test('every attribute occurs at least once', () => {
  const told = new Set(demoProducts.flatMap((product) => Object.keys(product.attributes ?? {})))
  if (demoProducts.some(({ stock }) => stock !== null)) told.add('quantity')
  if (demoProducts.some(({ availableInDays }) => availableInDays !== undefined)) told.add('availableAt')
  expect(Object.keys(attributes).filter((name) => !told.has(name))).toEqual([])
  for (const property of ['furtherGtins', 'customPrice', 'customPricePercent', 'taxClass'] as const)
    expect(demoProducts.some((product) => product[property] !== undefined)).toBe(true)
})

test('amounts among the attributes are in the product’s currency, which alone the row tells', () => {
  const foreign = demoProducts.filter(({ attributes: told = {}, currency = 'EUR' }) =>
    [...JSON.stringify(told).matchAll(/"currency":"(\w+)"/g)].some(([, code]) => code !== currency),
  )
  expect(foreign).toEqual([])
})

test('every tax class that a product names exists', () => {
  const known = new Set<string | undefined>(demoTaxes.map(([taxClass]) => taxClass))
  expect(demoProducts.filter(({ taxClass }) => taxClass !== undefined && !known.has(taxClass))).toEqual([])
})

test('products that go with another are there', () => {
  const named = demoProducts.flatMap(({ attributes: told }) => told?.relatedProducts ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(({ id }) => !byId.has(id ?? ''))).toEqual([])
})

test('every category that a product names exists', () => {
  const known = new Set(demoCategories.map(([id]) => id))
  const named = demoProducts.flatMap(({ category, also = [] }) => [category, ...also])
  expect(named.filter((id) => !known.has(id))).toEqual([])
  expect(demoCategories.filter(([, , under]) => under !== null && !known.has(under))).toEqual([])
})

test('every kind of product is there', () => {
  const count = (is: (product: (typeof demoProducts)[number]) => boolean) => demoProducts.filter(is).length
  expect(count(({ group }) => group !== undefined)).toBeGreaterThan(15)
  for (const time of ['running', 'over', 'upcoming', 'always'] as const) {
    expect(count(({ sale }) => sale?.[1] === time)).toBeGreaterThan(0)
  }
  for (const word of ['preorder', 'backorder'] as const) {
    expect(count(({ availability }) => availability === word)).toBeGreaterThan(0)
  }
  expect(count(({ stock, availability }) => stock === 0 && !availability)).toBeGreaterThan(3)
  expect(count(({ condition }) => condition === 'used' || condition === 'refurbished')).toBe(2)
  for (const script of [/\p{Script=Arabic}/u, /\p{Script=Han}/u, /[łść]/, /[äöüß]/, /[éèà]/]) {
    expect(count(({ title, description }) => script.test(title + description))).toBeGreaterThan(0)
  }
})

const marks = ({ group, attributes: told }: (typeof demoProducts)[number]) =>
  JSON.stringify([group, told?.color, told?.size, told?.variantOptions])

const isTwin = (product: (typeof demoProducts)[number]) =>
  product.group !== undefined &&
  demoProducts.some((other) => other.id < product.id && marks(other) === marks(product))

describe('what the planted faults claim is so, and nowhere else', () => {
  const checks: readonly (readonly [RegExp, (product: (typeof demoProducts)[number]) => boolean])[] = [
    [/no image/, ({ picture }) => picture === null],
    [/no description/, ({ description }) => description === ''],
    [/price is zero/, ({ price }) => price === 0],
    [/currency without a rate/, ({ currency = 'EUR' }) => currency !== 'EUR'],
    [/^gtin/, ({ gtin }) => gtin !== undefined && !hasValidCheckDigit(gtin)],
    [/no brand, gtin or mpn/, ({ brand, gtin, mpn }) => brand === null && !gtin && !mpn],
    [/sale price is above/, ({ sale, price }) => sale !== undefined && sale[0] >= price],
    [/sale ends before/, ({ sale }) => sale?.[1] === 'backwards'],
    [/id is longer/, ({ id }) => id.length > 50],
    [/title is longer than 200/, ({ title }) => title.length > 200],
    [
      /all capitals/,
      ({ description }) =>
        description !== '' && description === description.toUpperCase() && /[A-Z]/.test(description),
    ],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    [/control characters/, ({ description }) => /[\u0000-\u0008\u000b]/.test(description)],
    [/script, a style/, ({ description }) => /<script/.test(description)],
    [/replacement patterns/, ({ description }) => description.includes('$&') && description.includes(']]>')],
    [/right-to-left/, ({ title }) => title.includes('\u200f')],
    [/escaped for HTML/, ({ title }) => title.includes('&amp;')],
    [/looks like a tag/, ({ title }) => /<[a-z]/.test(title)],
    [/emoji/, ({ title }) => /\p{Extended_Pictographic}/u.test(title)],
    [/^brand is a word for none/, ({ brand }) => brand === 'N/A'],
    [/shorter than 30/, ({ description }) => description !== '' && [...description].length < 30],
    [/colour and size of another variant/, isTwin],
    [
      /in stock with a quantity of zero/,
      ({ availability, stock }) => availability === 'in_stock' && stock === 0,
    ],
    [/unit that platforms do not read/, ({ cells }) => cells?.shipping_weight !== undefined],
    [
      /does not say for when/,
      ({ availability, availableInDays }) =>
        (availability === 'preorder' || availability === 'backorder') && availableInDays === undefined,
    ],
    [/past its expiry/, ({ attributes: told }) => (told?.expiresAt ?? Number.MAX_VALUE) < Date.UTC(2026, 0)],
    [
      /only in capitals/,
      ({ id }) => demoProducts.some((other) => other.id < id && other.id.toLowerCase() === id.toLowerCase()),
    ],
    [/equal to the title/, ({ title, description }) => title === description],
    [/no JSON/, ({ cells }) => cells?.details !== undefined],
    [/front page/, ({ link }) => link === '/'],
    [/that of a group/, ({ id }) => demoProducts.some(({ group }) => group === id)],
    [/web address/, ({ description }) => /https?:/.test(description)],
  ]

  test.each(checks)('%s', (wrong, holds) => {
    expect(
      demoProducts
        .filter(holds)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...faulty(wrong)].sort())
  })

  test('each fault of the table is among them', () => {
    expect(plantedFaults.filter(({ wrong }) => !checks.some(([name]) => name.test(wrong)))).toEqual([])
    expect(plantedFaults.filter(({ productId }) => !byId.has(productId))).toEqual([])
  })
})
