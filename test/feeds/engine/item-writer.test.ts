/** The item writer: the very bytes xmlbuilder2 gives, and a named reason for each product left out. */

import { describe, expect, test } from 'vitest'
import { create } from 'xmlbuilder2'
import type { Product } from '../../../feeds/catalog/product.js'
import {
  type Channel,
  defineChannel,
  optional,
  parts,
  repeated,
  required,
} from '../../../feeds/engine/channel.js'
import { advise, change, drop, type Finding, refuse } from '../../../feeds/engine/finding.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { fits } from '../../../feeds/engine/text/cut.js'
import { plainBlock, plainLine } from '../../../feeds/engine/text/plain.js'
import { createAddressReader } from '../../../feeds/engine/url.js'
import { hostileText } from '../../support/hostile-text.js'
import { productOf } from '../../support/product.js'
import fc from '../../support/property.js'
import { shopTexts, viewOf } from '../../support/view.js'

const channelOf = (...fields: Channel['fields']): Channel =>
  defineChannel({ name: 'test', title: 'Test', spec: 'https://spec.example/', fields })

function written(channel: Channel, product: Product = productOf()) {
  const findings: Finding[] = []
  const item = createItemWriter(channel, viewOf(), shopTexts).write(product, (finding) =>
    findings.push(finding),
  )
  return { item, findings }
}

const write = (channel: Channel, product?: Product) => written(channel, product).item

/** xmlbuilder2 takes `&nbsp;` for an entity and leaves it, which no XML parser can read; so it is told each `&`. */
const told = (text: string): string => text.replaceAll('&', '&amp;')

type Text = readonly [name: string, text: string]
type Item = readonly (Text | readonly [name: string, inner: readonly Text[]])[]

function oracle(texts: typeof shopTexts, items: readonly Item[]): string {
  const channel = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' })
    .ele('rss', { version: '2.0', 'xmlns:g': 'http://base.google.com/ns/1.0' })
    .ele('channel')
  channel.ele('title').txt(told(texts.title))
  channel.ele('link').txt(told(texts.link))
  channel.ele('description').txt(told(texts.description))
  for (const item of items) {
    const element = channel.ele('item')
    for (const [name, content] of item) {
      const field = element.ele(name)
      if (typeof content === 'string') field.txt(told(content))
      else for (const [inner, text] of content) field.ele(inner).txt(told(text))
    }
  }
  return channel.end({ prettyPrint: true })
}

describe('the bytes', () => {
  const channel = channelOf(
    required('g:id', { kind: 'exact', limit: 500, read: ({ id }) => `#${id}` }),
    optional('g:title', { kind: 'line', limit: 30, read: ({ title }) => title }),
    optional('g:description', { kind: 'block', limit: 60, read: ({ description }) => description }),
    optional('g:link', { kind: 'url', limit: 300, read: ({ link }) => link }),
    repeated('g:additional_image_link', 3, {
      kind: 'exact',
      limit: 20,
      read: ({ additionalImageLinks }) => additionalImageLinks,
    }),
    parts(
      'g:product_detail',
      2,
      [
        { name: 'g:attribute_name', kind: 'line', limit: 20, required: true },
        { name: 'value', kind: 'block', limit: 40 },
      ],
      ({ details }) => details?.map(({ name, value }) => ({ 'g:attribute_name': name, value })),
    ),
  )
  const address = createAddressReader(viewOf().shopAddress)
  const legal = (text: string) =>
    text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

  /** The item's texts as they are before any escape, from the same cleaning but none of the writer's short cuts. */
  function cleaned(product: Product): Item {
    const pairs: (Text | readonly [string, readonly Text[]])[] = [
      ['g:id', legal(`#${product.id}`)],
      ['g:title', plainLine(product.title, 30)],
      ['g:description', plainBlock(product.description, 60)],
      ['g:link', address(product.link, 300) ?? ''],
    ]
    const images = (product.additionalImageLinks ?? [])
      .map(legal)
      .filter((text) => text !== '' && fits(text, 20))
    for (const image of images.slice(0, 3)) pairs.push(['g:additional_image_link', image])
    const details = (product.details ?? []).map(({ name = '', value = '' }): readonly Text[] => [
      ['g:attribute_name', plainLine(name, 20)],
      ['value', plainBlock(value, 40)],
    ])
    for (const inner of details.filter(([name]) => name?.[1] !== '').slice(0, 2)) {
      pairs.push(['g:product_detail', inner.filter(([, text]) => text !== '')])
    }
    return pairs.filter(([, content]) => content.length > 0)
  }

  test('of a whole feed of hostile products are those of xmlbuilder2', () => {
    const product = fc
      .record({
        id: hostileText,
        title: hostileText,
        description: hostileText,
        link: hostileText,
        additionalImageLinks: fc.array(hostileText, { maxLength: 5 }),
        details: fc.array(fc.record({ name: hostileText, value: hostileText }), { maxLength: 3 }),
      })
      .map(productOf)
    const texts = fc.record({ title: hostileText, link: hostileText, description: hostileText })
    fc.assert(
      fc.property(fc.array(product, { maxLength: 3 }), texts, (products, envelope) => {
        const writer = createItemWriter(channel, viewOf(), envelope)
        const items = products.map((it) => writer.write(it, () => {}))
        expect(writer.head + items.join('') + writer.tail).toBe(oracle(envelope, products.map(cleaned)))
      }),
      { numRuns: 1_000 },
    )
  })

  test('of a feed without products are those of xmlbuilder2 as well', () => {
    const { head, tail } = createItemWriter(channel, viewOf(), shopTexts)
    expect(head + tail).toBe(oracle(shopTexts, []))
    expect(head).toMatch(/<description>All products<\/description>\n$/)
    expect(tail).toBe('  </channel>\n</rss>')
  })

  test('are a line for every field, and an entity is never taken for one', () => {
    const item = write(
      channel,
      productOf({ title: 'Salt &amp;amp; $& pepper', description: 'a ]]> b &amp;nbsp; c' }),
    )
    expect(item).toContain('\n      <g:title>Salt &amp;amp; $&amp; pepper</g:title>\n')
    expect(item).toContain('\n      <g:description>a ]]&gt; b &amp;nbsp; c</g:description>\n')
    expect(item).toMatch(/^ {4}<item>\n(?: {6}<g:\w+>.*<\/g:\w+>\n)+ {4}<\/item>\n$/)
  })
})

describe('a product is left out', () => {
  const leftOut = (reason: string, field: string, detail?: string) => ({
    item: undefined,
    findings: [{ productId: 'SKU-1', effect: 'leftOut', reason, field, ...(detail && { detail }) }],
  })

  test.each([
    ['g:id', 'RETAILER_ID_NOT_PROVIDED'],
    ['g:title', 'EMPTY_TITLE'],
    ['g:description', 'EMPTY_DESCRIPTION'],
    ['g:link', 'EMPTY_PRODUCT_URL'],
    ['g:image_link', 'EMPTY_IMAGE_URL'],
    ['g:price', 'EMPTY_PRICE'],
    ['g:brand', 'EMPTY_BRAND'],
    ['g:availability', 'EMPTY_AVAILABILITY'],
    ['g:condition', 'EMPTY_CONDITION'],
    ['g:shop_field', 'PROPERTY_VALUE_MISSING'],
  ] as const)('without a required %s: %s', (field, reason) => {
    for (const reading of [undefined, '', '\u0000', []]) {
      const channel = channelOf(required(field, { kind: 'exact', read: () => reading }))
      expect(written(channel)).toEqual(leftOut(reason, field))
    }
  })

  test('for an id that is too long, rather than cut to another product’s', () => {
    const channel = channelOf(required('g:id', { kind: 'exact', limit: 4, read: ({ id }) => id }))
    expect(written(channel)).toEqual(leftOut('ID_TOO_LONG', 'g:id'))
    expect(write(channel, productOf({ id: '😀😀😀😀' }))).toContain('😀😀😀😀')
  })

  test('where a field refuses it', () => {
    const refusal = refuse('PRODUCT_NOT_DOMINANT_CURRENCY')
    const channel = channelOf(optional('g:price', { kind: 'exact', read: () => refusal }))
    expect(written(channel)).toEqual(leftOut('PRODUCT_NOT_DOMINANT_CURRENCY', 'g:price'))
  })

  test('where a field of the shop’s own throws or gives no text, and only then', () => {
    const throwing = () => {
      throw new Error('a mistake of the shop')
    }
    const notText = (value: unknown) => () => value as string
    const reads = [throwing, notText(5), notText({}), notText(['a', 5]), notText(true)]
    for (const read of reads) {
      const channel = channelOf(
        optional('g:title', { kind: 'line', limit: 9, read: ({ title }) => title }),
        repeated('g:own', 3, {
          kind: 'line',
          limit: 9,
          read: (product, view) => (product.id === 'bad' ? read() : view.idPrefix),
        }),
      )
      expect(written(channel, productOf({ id: 'bad' }))).toMatchObject({
        item: undefined,
        findings: [
          {},
          { productId: 'bad', effect: 'leftOut', reason: 'GENERIC_INVALID_FIELD', field: 'g:own' },
        ],
      })
      expect(write(channel, productOf({ id: 'good' }))).toContain('<g:title>')
    }
  })
})

describe('a field', () => {
  test('that is optional and too long to be exact is dropped, and that is told', () => {
    const channel = channelOf(
      required('g:id', { kind: 'exact', read: ({ id }) => id }),
      optional('g:mpn', { kind: 'exact', limit: 3, read: () => 'ABCD' }),
    )
    expect(written(channel)).toEqual({
      item: '    <item>\n      <g:id>SKU-1</g:id>\n    </item>\n',
      findings: [
        {
          productId: 'SKU-1',
          effect: 'dropped',
          reason: 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH',
          field: 'g:mpn',
        },
      ],
    })
  })

  test('that is repeated keeps to its number and to its length together', () => {
    const channelWith = (most: number, mostTogether?: number) =>
      channelOf({
        ...repeated('g:image', most, { kind: 'url', read: () => ['/1', '', 'mailto:x', '/2', '/3', '/4'] }),
        ...(mostTogether === undefined ? {} : { mostTogether }),
      })
    const count = (channel: Channel) => String(write(channel)).split('<g:image>').length - 1
    const findings = (channel: Channel) =>
      written(channel).findings.map(({ effect, reason, detail }) => [effect, reason, detail])
    const notAnAddress = ['dropped', 'PROPERTY_VALUE_FORMAT', undefined]
    expect(count(channelWith(10))).toBe(4)
    expect(findings(channelWith(10))).toEqual([notAnAddress])
    expect(count(channelWith(3))).toBe(3)
    expect(findings(channelWith(3))).toEqual([
      notAnAddress,
      ['dropped', 'TOO_MANY_VALUES', '1 beyond the first 3'],
    ])
    expect(count(channelWith(10, 2 * 'https://shop.example/1'.length))).toBe(2)
  })

  test('may tell otherwise, with advice, or not at all, and each is a finding', () => {
    const channel = channelOf(
      optional('g:a', { kind: 'line', read: () => change('told', 'PROPERTY_VALUE_UPPERCASE') }),
      optional('g:b', { kind: 'line', read: () => advise('told', 'VARIANT_ATTRIBUTE_ISSUE') }),
      optional('g:c', { kind: 'line', read: () => drop('INVALID_GTIN', 'why') }),
      repeated('g:d', 2, { kind: 'line', read: () => ['one', drop('INVALID_IMAGES'), undefined, 'two'] }),
    )
    const { item, findings } = written(channel)
    expect(item?.match(/<g:\w>[^<]*/g)).toEqual(['<g:a>told', '<g:b>told', '<g:d>one', '<g:d>two'])
    expect(findings.map(({ effect, reason, field }) => [effect, reason, field])).toEqual([
      ['changed', 'PROPERTY_VALUE_UPPERCASE', 'g:a'],
      ['advised', 'VARIANT_ATTRIBUTE_ISSUE', 'g:b'],
      ['dropped', 'INVALID_GTIN', 'g:c'],
      ['dropped', 'INVALID_IMAGES', 'g:d'],
    ])
  })

  test('tells every product anew what it found, though texts and objects come again', () => {
    const size = { value: 1, unit: 'x' }
    const channel = channelOf(
      required('g:id', { kind: 'exact', read: ({ id }) => id }),
      optional('g:title', { kind: 'line', limit: 3, read: ({ title }) => title }),
      optional('g:length', {
        kind: 'exact',
        of: ({ length }) => length,
        read: () => drop('PROPERTY_VALUE_FORMAT'),
      }),
    )
    const writer = createItemWriter(channel, viewOf(), shopTexts)
    const found: string[] = []
    for (const id of ['1', '2', '3']) {
      writer.write(productOf({ id, title: 'four', length: size }), ({ productId, effect }) =>
        found.push(`${productId} ${effect}`),
      )
    }
    expect(found).toEqual(['1', '2', '3'].flatMap((id) => [`${id} shortened`, `${id} dropped`]))
  })

  test('of an equal object is made once, and is the same text', () => {
    let read = 0
    const of = ({ details }: Product) => details
    const channel = channelOf(
      required('g:id', { kind: 'exact', read: ({ id }) => id }),
      parts(
        'g:detail',
        1,
        [{ name: 'g:name', kind: 'line' }],
        ({ details }) => {
          read++
          return details?.map(({ name }) => ({ 'g:name': name }))
        },
        of,
      ),
    )
    const writer = createItemWriter(channel, viewOf(), shopTexts)
    const details = [{ name: 'Salt & pepper' }]
    const items = ['1', '2', '1'].map((id) => writer.write(productOf({ id, details }), () => {}))
    expect(items[0]).toBe(items[2])
    expect(items[1]).toContain('<g:name>Salt &amp; pepper</g:name>')
    expect(read).toBe(1)
  })

  test('whose name is no XML name is a mistake of the table', () => {
    expect(() => write(channelOf(optional('g:two words', { kind: 'line', read: () => 'x' })))).toThrow()
  })
})

test('what the catalog could not read is told with the product', () => {
  const channel = channelOf(required('g:id', { kind: 'exact', read: ({ id }) => id }))
  const flaws = [{ property: 'salePrice', problem: '"12,5O" is no amount' }]
  expect(written(channel, productOf({ flaws })).findings).toEqual([
    {
      productId: 'SKU-1',
      effect: 'dropped',
      reason: 'PROPERTY_VALUE_FORMAT',
      field: 'salePrice',
      detail: '"12,5O" is no amount',
    },
  ])
})
