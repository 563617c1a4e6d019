/** What Meta wants otherwise than Google, of the very same product. */
import { describe, expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import type { ItemView } from '../../../feeds/engine/item-view.js'
import { builtAt, dayMs, eur } from './amounts.js'
import { listOf, yarn } from './limits.js'
import type { Told } from './rule.js'
import { createTeller, type Outcome } from './told.js'

const tellGoogle = createTeller(googleMerchant)
const tellMeta = createTeller(facebookCatalog)

interface Both {
  readonly google: Outcome
  readonly meta: Outcome
}

async function both(product: Partial<Product>, view?: Partial<ItemView>): Promise<Both> {
  const example = view === undefined ? { product } : { product, view }
  return { google: await tellGoogle(example), meta: await tellMeta(example) }
}

const lengthOf = (told: Told | undefined): number => [...String(told ?? '')].length

/** The lengths of a field’s first text, in code points. */
async function lengths(field: string, product: Partial<Product>) {
  const { google, meta } = await both(product)
  return { google: lengthOf(google.elements.get(field)?.[0]), meta: lengthOf(meta.elements.get(field)?.[0]) }
}

async function texts(field: string, product: Partial<Product>) {
  const { google, meta } = await both(product)
  return { google: google.elements.get(field), meta: meta.elements.get(field) }
}

const reasons = ({ findings }: Outcome) => findings.map(({ effect, reason }) => `${effect} ${reason}`)

test('availability: an underscore for Google, a blank for Meta', async () => {
  expect(await texts('g:availability', { availability: 'in_stock' })).toEqual({
    google: ['in_stock'],
    meta: ['in stock'],
  })
  expect(await texts('g:availability', { availability: 'out_of_stock' })).toEqual({
    google: ['out_of_stock'],
    meta: ['out of stock'],
  })
})

test.each(['preorder', 'backorder'] as const)(
  'availability: %s is a word of Google’s, and in stock for Meta',
  async (availability) => {
    expect(await texts('g:availability', { availability })).toEqual({
      google: [availability],
      meta: ['in stock'],
    })
  },
)

test('sale dates: no colon in the offset for Google, one for Meta', async () => {
  const sale = { salePrice: eur(9_900), saleStartsAt: Date.UTC(2026, 9, 23, 22), saleEndsAt: builtAt + dayMs }
  expect(await texts('g:sale_price_effective_date', sale)).toEqual({
    google: ['2026-10-24T00:00+0200/2026-11-22T13:00+0100'],
    meta: ['2026-10-24T00:00+02:00/2026-11-22T13:00+01:00'],
  })
})

describe('ids, with the prefix', () => {
  const prefixed = (length: number) => both({ id: yarn(length - 3) }, { idPrefix: 'de_' })

  test.each([
    [50, true, true],
    [51, false, true],
    [100, false, true],
    [101, false, false],
  ])('of %i characters: in Google’s feed %s, in Meta’s %s', async (length, inGoogle, inMeta) => {
    const { google, meta } = await prefixed(length)
    expect({ google: google.isItem, meta: meta.isItem }).toEqual({ google: inGoogle, meta: inMeta })
    if (!inGoogle) expect(reasons(google)).toEqual(['leftOut ID_TOO_LONG'])
    if (!inMeta) expect(reasons(meta)).toEqual(['leftOut ID_TOO_LONG'])
  })

  test('of groups are the same on both, each within its limit', async () => {
    expect(await lengths('g:item_group_id', { groupId: yarn(50) })).toEqual({ google: 50, meta: 50 })
    expect(await lengths('g:item_group_id', { groupId: yarn(51) })).toEqual({ google: 0, meta: 51 })
  })
})

test('titles: 150 characters for Google, 200 for Meta', async () => {
  expect(await lengths('g:title', { title: yarn(300) })).toEqual({ google: 150, meta: 200 })
})

describe('descriptions', () => {
  test('have up to 5000 characters for Google, 9999 for Meta', async () => {
    expect(await lengths('g:description', { description: yarn(10_000) })).toEqual({
      google: 5_000,
      meta: 9_999,
    })
  })

  test('of less than 30 characters are minded by Meta only', async () => {
    const { google, meta } = await both({ description: yarn(29), mpn: 'AMC-1042' })
    expect(reasons(google)).toEqual([])
    expect(reasons(meta)).toEqual(['advised PROPERTY_VALUE_STRING_TOO_SHORT'])
  })

  test('are plain text on both, and the HTML is told to Meta in a field of its own', async () => {
    const html = '<p>Warm <b>and</b> light, for the coldest of days.</p>'
    const { google, meta } = await both({ description: html, richDescription: html })
    const plain = ['Warm and light, for the coldest of days.']
    expect(google.elements.get('g:description')).toEqual(plain)
    expect(meta.elements.get('g:description')).toEqual(plain)
    expect(google.elements.has('rich_text_description')).toBe(false)
    expect(meta.elements.get('rich_text_description')).toEqual([html])
  })
})

describe('images', () => {
  const pictures = listOf(30, (number) => `https://cdn.example/${number}.jpg`)

  test('beside the main one: 10 for Google, 20 for Meta', async () => {
    const { google, meta } = await texts('g:additional_image_link', { additionalImageLinks: pictures })
    expect({ google: google?.length, meta: meta?.length }).toEqual({ google: 10, meta: 20 })
  })

  test('as WebP are taken by Google only; for Meta the next one moves up', async () => {
    const product = { imageLink: '/1.webp', additionalImageLinks: pictures.slice(0, 2) }
    const { google, meta } = await both(product)
    expect(google.elements.get('g:image_link')).toEqual(['https://shop.example/1.webp'])
    expect(google.elements.get('g:additional_image_link')).toEqual(pictures.slice(0, 2))
    expect(meta.elements.get('g:image_link')).toEqual(pictures.slice(0, 1))
    expect(meta.elements.get('g:additional_image_link')).toEqual(pictures.slice(1, 2))
    expect(reasons(meta)).toContain('dropped INVALID_IMAGES')
  })
})

test('age groups: teen and all ages are words of Meta’s', async () => {
  expect(await texts('g:age_group', { ageGroup: 'teen' })).toEqual({ google: ['adult'], meta: ['teen'] })
  expect(await texts('g:age_group', { ageGroup: 'all ages' })).toEqual({ google: [], meta: ['all ages'] })
  expect(await texts('g:age_group', { ageGroup: 'kids' })).toEqual({ google: ['kids'], meta: ['kids'] })
})

describe('brands', () => {
  test('have up to 70 characters for Google, 100 for Meta', async () => {
    expect(await lengths('g:brand', { brand: yarn(120) })).toEqual({ google: 70, meta: 100 })
  })

  test('may be missing for Google, and for Meta where a GTIN or MPN is told', async () => {
    const { google, meta } = await both({ brand: undefined })
    expect({ google: google.isItem, meta: meta.isItem }).toEqual({ google: true, meta: false })
    expect((await both({ brand: undefined, mpn: 'AMC-1042' })).meta.isItem).toBe(true)
  })
})

test('what else tells variants apart: variant_option for Google, additional_variant_attribute for Meta', async () => {
  const { google, meta } = await both({ variantOptions: [{ name: 'Scent', value: 'Fruity' }] })
  expect(google.elements.get('g:variant_option')).toEqual([{ 'g:name': 'Scent', 'g:value': 'Fruity' }])
  expect(google.elements.has('additional_variant_attribute')).toBe(false)
  expect(meta.elements.get('additional_variant_attribute')).toEqual([{ label: 'Scent', value: 'Fruity' }])
  expect(meta.elements.has('g:variant_option')).toBe(false)
})

test('identifier_exists and availability_date are no fields of Meta’s', async () => {
  const { google, meta } = await both({ availability: 'preorder', availableAt: builtAt + dayMs })
  expect(google.elements.get('g:identifier_exists')).toEqual(['no'])
  expect(google.elements.get('g:availability_date')).toEqual(['2026-11-22T13:00+0100'])
  expect(
    [...meta.elements.keys()].filter((name) => /identifier_exists|availability_date/.test(name)),
  ).toEqual([])
})

test('the condition is told to Meta always, and nothing is told of a product without one', async () => {
  expect(await texts('g:condition', { condition: 'new' })).toEqual({ google: ['new'], meta: ['new'] })
  const { meta } = await both({ condition: undefined as unknown as 'new' })
  expect(reasons(meta)).toContain('leftOut EMPTY_CONDITION')
  expect(meta.isItem).toBe(false)
})
