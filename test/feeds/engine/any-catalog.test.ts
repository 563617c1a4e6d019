/** Whatever a catalog holds, its feed is one that the platforms can read, and nothing is left out in silence. */

import { describe, expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { channels } from '../../../feeds/channels/index.js'
import type { Channel } from '../../../feeds/engine/channel.js'
import { reasons } from '../../../feeds/engine/reasons.js'
import { anyFamilies, anyProducts } from '../../support/any-product.js'
import { type Element, itemsOf } from '../../support/elements.js'
import { faultsOf } from '../../support/faults.js'
import { productOf } from '../../support/product.js'
import fc from '../../support/property.js'
import { type Built, currency, fateOf, feedOf, writerFor } from '../../support/watched-build.js'

/** Feeds for each property; set RUNS to look longer. */
const runs = Number(process.env.RUNS ?? 80)

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u
const mostLineBytes = 5_242_880

const textOf = ({ inner }: Element, name: string): string | undefined =>
  inner.find((it) => it.name === name)?.text

/** What tells this variant apart, as the platform reads it; '' for nothing. */
function marksOf({ inner }: Element, { fields }: Channel): string {
  const names = new Set(fields.filter((field) => field.tellsVariantsApart).map(({ name }) => name))
  const marks = inner.filter(({ name }) => names.has(name))
  return marks.length === 0 ? '' : JSON.stringify(marks).toLowerCase()
}

const repeatedIn = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, at) => texts.indexOf(text) !== at)

function expectReadable(channel: Channel, { xml }: Built): void {
  expect(xml).not.toMatch(illegal)
  for (const line of xml.split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(mostLineBytes)
  const items = itemsOf(xml)
  expect(items.flatMap((item) => faultsOf(item, channel))).toEqual([])

  const spelled = (id: string) => (channel.ignoresCaseOfIds ? id.toLowerCase() : id)
  const ids = items.map((item) => spelled(textOf(item, 'g:id') ?? ''))
  const groups = items.map((item) => textOf(item, 'g:item_group_id')).filter((id) => id !== undefined)
  expect(repeatedIn(ids)).toEqual([])
  expect(ids.filter((id) => groups.map(spelled).includes(id))).toEqual([])
  const variants = items
    .filter((item) => textOf(item, 'g:item_group_id') !== undefined && marksOf(item, channel) !== '')
    .map((item) => `${spelled(textOf(item, 'g:item_group_id') ?? '')} ${marksOf(item, channel)}`)
  expect(repeatedIn(variants)).toEqual([])

  const amounts = xml.matchAll(/>(-?\d+(?:\.\d+)?) ([A-Z]{3})<\//g)
  for (const [, , of] of amounts) expect(of).toBe(currency)
  for (const item of items) expect(textOf(item, 'g:price')).toMatch(/^(?!0\.00 )\d+\.\d\d EUR$/)
}

function expectAccounted(products: readonly Product[], { xml, fates, tally }: Built): void {
  expect(fates.map(({ product }) => product)).toEqual(products)
  for (const { item, findings } of fates) {
    expect(findings.filter(({ effect }) => effect === 'leftOut')).toHaveLength(item === undefined ? 1 : 0)
    for (const { reason, productId } of findings) {
      expect(Object.keys(reasons)).toContain(reason)
      expect(typeof productId).toBe('string')
    }
  }
  expect(itemsOf(xml)).toHaveLength(fates.filter(({ item }) => item !== undefined).length)
  expect(tally.products).toBe(products.length)
  const leftOut = Object.values(tally.report.leftOut).reduce((sum, count) => sum + count, 0)
  expect(tally.items + leftOut).toBe(products.length)
}

describe.each(channels)('any catalog, told to $name,', (channel) => {
  const prefix = fc.constantFrom('', 'shop_', ' é')

  test('makes a feed that can be read, keeps its limits, and says what it left out', async () => {
    let items = 0
    let products = 0
    await fc.assert(
      fc.asyncProperty(anyProducts, prefix, async (any, idPrefix) => {
        const built = await feedOf(channel, any, idPrefix)
        items += built.tally.items
        products += any.length
        expectReadable(channel, built)
        expectAccounted(any, built)
      }),
      { numRuns: runs },
    )
    // Were nearly all left out, nothing would have been looked at.
    expect(items).toBeGreaterThan(products / 4)
  })

  test('has no id twice, no parent and no two variants alike', async () => {
    await fc.assert(
      fc.asyncProperty(anyFamilies, prefix, fc.boolean(), async (any, idPrefix, listsGroups) => {
        const built = await feedOf(channel, any, idPrefix, 5, listsGroups)
        expectReadable(channel, built)
        expectAccounted(any, built)
      }),
      { numRuns: runs },
    )
  })

  test('becomes what it would become without those before it', () => {
    fc.assert(
      fc.property(anyProducts, (any) => {
        const shared = writerFor(channel)
        for (const product of [...any, ...any])
          expect(fateOf(shared, product)).toEqual(fateOf(writerFor(channel), product))
      }),
      { numRuns: 15 },
    )
  })

  test('makes the same bytes, however it is cut into pages and wherever its groups are read', async () => {
    await fc.assert(
      fc.asyncProperty(anyProducts, fc.boolean(), async (any, listsGroups) => {
        const { sha256 } = await feedOf(channel, any)
        for (const pageSize of [1, 2, 7]) {
          const built = await feedOf(channel, any, '', pageSize, listsGroups)
          expect(built.sha256).toBe(sha256)
        }
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    ['an id that is none', { id: undefined }],
    ['an id that is null', { id: null }],
    ['an id without a text', { id: Object.create(null) }],
    ['a group that is no text', { groupId: Symbol('x') }],
    ['a date that is no number', { availability: 'preorder', availableAt: 10n }],
    ['a sale without a date', { salePrice: { amountMinor: 1, currency }, saleEndsAt: 10n ** 13n }],
    ['flaws that are no list', { flaws: 10n }],
    ['flaws without a text', { flaws: [null, {}] }],
    ['a list where a part is a text', { shipping: [{ locationId: ['<x>'] }] }],
  ])('with %s leaves nothing broken, and no other product out', async (_, changes) => {
    const any = [
      productOf({ ...changes, key: 1 } as unknown as Partial<Product>),
      productOf({ key: 2, id: 'good' }),
    ]
    const built = await feedOf(channel, any)
    expectReadable(channel, built)
    expectAccounted(any, built)
    const ids = itemsOf(built.xml).map((item) => textOf(item, 'g:id'))
    expect(ids).toContain('good')
    expect(ids).not.toContain('undefined')
    expect(ids).not.toContain('null')
  })

  test('of no product is a feed without items', async () => {
    const built = await feedOf(channel, [])
    expect(itemsOf(built.xml)).toEqual([])
    expect((await feedOf(channel, [productOf()])).tally.items).toBe(1)
  })
})
