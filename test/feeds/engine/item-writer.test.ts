/** The item writer: the very bytes xmlbuilder2 gives, and a named reason for each product left out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { create } from 'xmlbuilder2'
import type { Product } from '../../../feeds/catalog/product.js'
import { type Channel, defineChannel, optional, repeated, required } from '../../../feeds/engine/channel.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { refuse } from '../../../feeds/engine/omission.js'
import { fits } from '../../../feeds/engine/text/cut.js'
import { plainBlock, plainLine } from '../../../feeds/engine/text/plain.js'
import { createAddressReader } from '../../../feeds/engine/url.js'
import { hostileText } from '../../support/hostile-text.js'
import { productOf } from '../../support/product.js'
import { shopTexts, viewOf } from '../../support/view.js'

const channelOf = (...fields: Channel['fields']): Channel =>
  defineChannel({ name: 'test', title: 'Test', spec: 'https://spec.example/', fields })

const write = (channel: Channel, product: Product = productOf()) =>
  createItemWriter(channel, viewOf(), shopTexts).write(product)

/** xmlbuilder2 takes `&nbsp;` for an entity and leaves it, which no XML parser can read; so it is told each `&`. */
const told = (text: string): string => text.replaceAll('&', '&amp;')

type Item = readonly (readonly [name: string, text: string])[]

function oracle(texts: typeof shopTexts, items: readonly Item[]): string {
  const channel = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' })
    .ele('rss', { version: '2.0', 'xmlns:g': 'http://base.google.com/ns/1.0' })
    .ele('channel')
  channel.ele('title').txt(told(texts.title))
  channel.ele('link').txt(told(texts.link))
  channel.ele('description').txt(told(texts.description))
  for (const item of items) {
    const element = channel.ele('item')
    for (const [name, text] of item) element.ele(name).txt(told(text))
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
  )
  const address = createAddressReader(viewOf().shopAddress)
  const legal = (text: string) =>
    text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')

  /** The item's texts as they are before any escape, from the same cleaning but none of the writer's short cuts. */
  function cleaned(product: Product): Item {
    const pairs: [string, string][] = [
      ['g:id', legal(`#${product.id}`)],
      ['g:title', plainLine(product.title, 30)],
      ['g:description', plainBlock(product.description, 60)],
      ['g:link', address(product.link, 300) ?? ''],
    ]
    const images = (product.additionalImageLinks ?? [])
      .map(legal)
      .filter((text) => text !== '' && fits(text, 20))
    for (const image of images.slice(0, 3)) pairs.push(['g:additional_image_link', image])
    return pairs.filter(([, text]) => text !== '')
  }

  test('of a whole feed of hostile products are those of xmlbuilder2', () => {
    const product = fc
      .record({
        id: hostileText,
        title: hostileText,
        description: hostileText,
        link: hostileText,
        additionalImageLinks: fc.array(hostileText, { maxLength: 5 }),
      })
      .map(productOf)
    const texts = fc.record({ title: hostileText, link: hostileText, description: hostileText })
    fc.assert(
      fc.property(fc.array(product, { maxLength: 3 }), texts, (products, envelope) => {
        const writer = createItemWriter(channel, viewOf(), envelope)
        const items = products.map((it) => writer.write(it))
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
  test.each([
    ['g:id', 'EMPTY_ID'],
    ['g:title', 'EMPTY_TITLE'],
    ['g:description', 'EMPTY_DESCRIPTION'],
    ['g:link', 'EMPTY_PRODUCT_URL'],
    ['g:image_link', 'EMPTY_IMAGE_URL'],
    ['g:price', 'EMPTY_PRICE'],
    ['g:brand', 'EMPTY_BRAND'],
    ['g:availability', 'EMPTY_AVAILABILITY'],
    ['g:condition', 'EMPTY_CONDITION'],
    ['g:shop_field', 'INVALID_FIELD'],
  ] as const)('without a required %s: %s', (field, reason) => {
    for (const reading of [undefined, '', '\u0000']) {
      const channel = channelOf(required(field, { kind: 'exact', read: () => reading }))
      expect(write(channel)).toEqual({ productId: 'SKU-1', reason, field })
    }
  })

  test('for an id that is too long, rather than cut to another product’s', () => {
    const channel = channelOf(required('g:id', { kind: 'exact', limit: 5, read: ({ id }) => id }))
    expect(write(channel, productOf({ id: 'SKU-12' }))).toEqual({
      productId: 'SKU-12',
      reason: 'ID_TOO_LONG',
      field: 'g:id',
    })
    expect(write(channel, productOf({ id: '😀😀😀😀😀' }))).toContain('😀😀😀😀😀')
  })

  test('where a field refuses it', () => {
    const refusal = refuse('NO_EXCHANGE_RATE')
    const channel = channelOf(optional('g:price', { kind: 'exact', read: () => refusal }))
    expect(write(channel)).toEqual({ productId: 'SKU-1', reason: 'NO_EXCHANGE_RATE', field: 'g:price' })
  })

  test('where a field of the shop’s own throws or gives no text, and only then', () => {
    const throwing = () => {
      throw new Error('a mistake of the shop')
    }
    const notText = (value: unknown) => () => value as string
    const reads = [throwing, notText(5), notText(null), notText({}), notText(['a', 5]), notText(true)]
    for (const read of reads) {
      const channel = channelOf(
        optional('g:title', { kind: 'line', limit: 9, read: ({ title }) => title }),
        repeated('g:own', 3, {
          kind: 'line',
          limit: 9,
          read: (product, view) => (product.id === 'bad' ? read() : view.idPrefix),
        }),
      )
      const writer = createItemWriter(channel, viewOf(), shopTexts)
      expect(writer.write(productOf({ id: 'bad' }))).toEqual({
        productId: 'bad',
        reason: 'INVALID_FIELD',
        field: 'g:own',
      })
      expect(writer.write(productOf({ id: 'good' }))).toContain('<g:title>')
    }
  })
})

describe('a field', () => {
  test('that is optional and too long to be exact is left out', () => {
    const channel = channelOf(
      required('g:id', { kind: 'exact', read: ({ id }) => id }),
      optional('g:mpn', { kind: 'exact', limit: 3, read: () => 'ABCD' }),
    )
    expect(write(channel)).toBe('    <item>\n      <g:id>SKU-1</g:id>\n    </item>\n')
  })

  test('that is repeated keeps to its number and to its length together', () => {
    const channelWith = (most: number, mostTogether?: number) =>
      channelOf({
        ...repeated('g:image', most, { kind: 'url', read: () => ['/1', '', 'mailto:x', '/2', '/3', '/4'] }),
        ...(mostTogether === undefined ? {} : { mostTogether }),
      })
    const count = (channel: Channel) => String(write(channel)).split('<g:image>').length - 1
    expect(count(channelWith(10))).toBe(4)
    expect(count(channelWith(3))).toBe(3)
    expect(count(channelWith(10, 2 * 'https://shop.example/1'.length))).toBe(2)
  })

  test('whose name is no XML name is a mistake of the table', () => {
    expect(() => write(channelOf(optional('g:two words', { kind: 'line', read: () => 'x' })))).toThrow()
  })
})
