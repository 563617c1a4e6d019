/** What the channels differ in, and what each makes of a product's odd corners. */
import { describe, expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import { channels } from '../../../feeds/channels/index.js'
import { type Channel, extendChannel, optional } from '../../../feeds/engine/channel.js'
import type { ItemView } from '../../../feeds/engine/item-view.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { productOf } from '../../support/product.js'
import { shopTexts, viewOf } from '../../support/view.js'

/** The item, or the reason why there is none. */
function write(channel: Channel, changes: Partial<Product>, view: Partial<ItemView> = {}): string {
  let reason = ''
  const writer = createItemWriter(channel, viewOf(view), shopTexts)
  const item = writer.write(productOf(changes), (finding) => {
    if (finding.effect === 'leftOut') reason = finding.reason
  })
  return item ?? reason
}

function textsOf(channel: Channel, field: string, changes: Partial<Product>, view: Partial<ItemView> = {}) {
  const found = String(write(channel, changes, view)).matchAll(
    new RegExp(`<${field}>([^<]*)</${field}>`, 'g'),
  )
  return [...found].map(([, text]) => text)
}

describe.each(channels)('$name', (channel) => {
  test('asks for what its platform asks for', () => {
    const required = [
      'g:id',
      'g:title',
      'g:description',
      'g:link',
      'g:image_link',
      'g:availability',
      'g:price',
      'g:condition',
    ]
    expect(channel.fields.filter((field) => field.required).map(({ name }) => name)).toEqual(required)
  })

  test('tells a sale only while it is one', () => {
    const builtAt = Date.UTC(2026, 10, 21)
    const sale = (changes: Partial<Product>, amountMinor = 9_900) =>
      textsOf(
        channel,
        'g:sale_price',
        { salePrice: { amountMinor, currency: 'EUR' }, ...changes },
        { builtAt },
      )
    expect(sale({})).toEqual(['99.00 EUR'])
    expect(sale({ saleStartsAt: builtAt + 1, saleEndsAt: builtAt + 90_000 })).toEqual(['99.00 EUR'])
    expect(sale({ saleEndsAt: builtAt + 1 })).toEqual(['99.00 EUR'])
    expect(sale({ saleEndsAt: builtAt })).toEqual([])
    expect(sale({ saleStartsAt: builtAt + 90_000, saleEndsAt: builtAt + 80_000 })).toEqual([])
    expect(sale({ saleStartsAt: Number.NaN })).toEqual([])
    expect(sale({}, 12_900)).toEqual([])
    expect(sale({}, 0)).toEqual([])
    expect(sale({ salePrice: { amountMinor: 1, currency: 'USD' } })).toEqual([])
  })

  test('compares a sale in the decimals that are told', () => {
    const view = { convert: (money: Product['price']) => money }
    const dinars = (amountMinor: number) => ({ amountMinor, currency: 'KWD' })
    const changes = { price: dinars(1_004), salePrice: dinars(1_001) }
    expect(textsOf(channel, 'g:price', changes, view)).toEqual(['1.00 KWD'])
    expect(textsOf(channel, 'g:sale_price', changes, view)).toEqual([])
  })

  test('closes an open sale years away, the same from build to build', () => {
    const dates = (changes: Partial<Product>, builtAt: number) =>
      textsOf(
        channel,
        'g:sale_price_effective_date',
        { salePrice: { amountMinor: 1, currency: 'EUR' }, ...changes },
        { builtAt, timeZone: 'UTC' },
      ).map((text) => text?.replace(/:(?=\d\d(?:\/|$))(?<=[+]\d\d:)/g, ''))
    const end = { saleEndsAt: Date.UTC(2027, 0, 1) }
    expect(dates(end, Date.UTC(2026, 5, 1))).toEqual(['2026-01-01T00:00+0000/2027-01-01T00:00+0000'])
    expect(dates(end, Date.UTC(2026, 5, 2))).toEqual(dates(end, Date.UTC(2026, 5, 1)))
    const start = { saleStartsAt: Date.UTC(2025, 0, 1) }
    expect(dates(start, Date.UTC(2026, 5, 1))).toEqual(['2025-01-01T00:00+0000/2027-01-01T00:00+0000'])
    expect(dates({}, Date.UTC(2026, 5, 1))).toEqual([])
  })

  test('shortens a category’s path by whole levels', () => {
    const level = (letter: string) => letter.repeat(300)
    expect(
      textsOf(channel, 'g:product_type', { productType: ['a', 'b'].map(level).concat(level('c')) }),
    ).toEqual([`${level('a')} &gt; ${level('b')}`])
    expect(textsOf(channel, 'g:product_type', { productType: [] })).toEqual([])
  })
})

describe('Google and Meta', () => {
  test.each([
    ['g:id', (n: number) => ({ id: 'x'.repeat(n) }), 50, 100],
    ['g:title', (n: number) => ({ title: 'x'.repeat(n) }), 150, 200],
    ['g:description', (n: number) => ({ description: 'x'.repeat(n) }), 5_000, 9_999],
    ['g:brand', (n: number) => ({ brand: 'x'.repeat(n) }), 70, 100],
    ['g:mpn', (n: number) => ({ mpn: 'x'.repeat(n) }), 70, 100],
    ['g:item_group_id', (n: number) => ({ groupId: 'x'.repeat(n) }), 50, 100],
  ] as const)('take %s of their own lengths', (field, changes, google, meta) => {
    for (const [channel, limit] of [
      [googleMerchant, google],
      [facebookCatalog, meta],
    ] as const) {
      expect(textsOf(channel, field, changes(limit))[0]).toHaveLength(limit)
      expect(textsOf(channel, field, changes(limit + 1))[0] ?? '').not.toHaveLength(limit + 1)
    }
  })

  test('count the prefix to an id', () => {
    const view = { idPrefix: 'ab_' }
    expect(textsOf(googleMerchant, 'g:id', { id: 'x'.repeat(47) }, view)).toEqual([`ab_${'x'.repeat(47)}`])
    expect(write(googleMerchant, { id: 'x'.repeat(48) }, view)).toBe('ID_TOO_LONG')
    expect(write(googleMerchant, { id: '' }, view)).toBe('RETAILER_ID_NOT_PROVIDED')
  })

  test('have their own words for availability', () => {
    const words = (channel: Channel) =>
      (['in_stock', 'out_of_stock', 'preorder', 'backorder'] as const).map(
        (availability) => textsOf(channel, 'g:availability', { availability })[0],
      )
    expect(words(googleMerchant)).toEqual(['in_stock', 'out_of_stock', 'preorder', 'backorder'])
    expect(words(facebookCatalog)).toEqual(['in stock', 'out of stock', 'in stock', 'in stock'])
  })

  test('take ten and twenty further images, and Meta 2,000 characters of them', () => {
    const links = (length: number) =>
      Array.from({ length: 30 }, (_, n) => `https://cdn.example/${n}`.padEnd(length, 'x'))
    const count = (channel: Channel, length: number) =>
      textsOf(channel, 'g:additional_image_link', { additionalImageLinks: links(length) }).length
    expect([count(googleMerchant, 40), count(googleMerchant, 400)]).toEqual([10, 10])
    expect([count(facebookCatalog, 40), count(facebookCatalog, 400)]).toEqual([20, 5])
  })

  test('show the next image where the main one is missing, and Meta also where it cannot read it', () => {
    const changes = {
      imageLink: 'https://cdn.example/1.webp',
      additionalImageLinks: ['https://cdn.example/2.jpg'],
    }
    expect(textsOf(googleMerchant, 'g:image_link', changes)).toEqual(['https://cdn.example/1.webp'])
    expect(textsOf(facebookCatalog, 'g:image_link', changes)).toEqual(['https://cdn.example/2.jpg'])
    expect(textsOf(facebookCatalog, 'g:additional_image_link', changes)).toEqual([])
    expect(textsOf(googleMerchant, 'g:image_link', { ...changes, imageLink: undefined })).toEqual([
      'https://cdn.example/2.jpg',
    ])
  })
})

test('Meta takes a GTIN or an MPN in place of a brand, Google needs none', () => {
  const none = { brand: undefined, gtin: '123', mpn: ' ' }
  expect(write(facebookCatalog, none)).toBe('UNIQUE_PRODUCT_IDENTIFIER_MISSING')
  expect(write(googleMerchant, none)).toContain('<g:id>')
  expect(write(facebookCatalog, { ...none, mpn: 'M1' })).toContain('<g:mpn>M1</g:mpn>')
  expect(write(facebookCatalog, { ...none, gtin: '4006381333931' })).toContain(
    '<g:gtin>4006381333931</g:gtin>',
  )
})

test('a shop extends a channel as Meta’s extends Google’s', () => {
  const own = extendChannel(googleMerchant, {
    name: 'own',
    title: 'Own',
    spec: 'https://spec.example/',
    without: ['g:mpn'],
    fields: [optional('g:custom_label_0', { kind: 'line', limit: 100, read: ({ condition }) => condition })],
  })
  expect(write(own, { mpn: 'M1' })).toContain('<g:custom_label_0>new</g:custom_label_0>')
  expect(write(own, { mpn: 'M1' })).not.toContain('g:mpn')
})
