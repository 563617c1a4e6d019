/** What both platforms ask of the file itself, whatever the products are. */
import { describe, expect, test } from 'vitest'
import { type Attribute, attributes } from '../../../feeds/catalog/attributes.js'
import type { Product } from '../../../feeds/catalog/product.js'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import { channels } from '../../../feeds/channels/index.js'
import { createFamily, type Family } from '../../../feeds/engine/family.js'
import type { Finding } from '../../../feeds/engine/finding.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { productOf } from '../../support/product.js'
import { shopTexts, viewOf } from '../../support/view.js'
import { builtAt, dayMs } from './amounts.js'
import { googleRules } from './google.js'
import { metaRules } from './meta.js'
import { isOffered } from './rule.js'

/** Meta does not read an XML file with a longer line. */
const lineLimitBytes = 5_242_880

const proven = [...googleRules, ...metaRules]
  .filter(isOffered)
  .flatMap(({ valid }) => valid)
  .filter(({ gives, view }) => gives !== undefined && view === undefined)

/** A product that says all that any product can say. */
const wordy = productOf(Object.assign({}, ...proven.map(({ product }) => product)))

const ignore = () => {}

describe.each(channels)('$name', (channel) => {
  const writer = createItemWriter(channel, viewOf(), shopTexts)
  const item = writer.write(wordy, ignore) ?? ''

  test('begins with the declaration of XML, and names Google’s namespace', () => {
    expect(writer.head).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<rss /)
    expect(writer.head).toContain('version="2.0"')
    expect(writer.head).toContain('xmlns:g="http://base.google.com/ns/1.0"')
  })

  test('has names in small letters only', () => {
    const names = channel.fields.flatMap(({ name, parts = [] }) => [name, ...parts.map((part) => part.name)])
    expect(names.filter((name) => !/^(?:g:)?[a-z][a-z0-9_]*$/.test(name))).toEqual([])
  })

  test('has a line for each element, and none that is empty', () => {
    const lines = item.split('\n').slice(1, -2)
    expect(lines.length).toBeGreaterThan(40)
    // A text may have lines of its own; what begins or ends an element stands alone.
    for (const line of lines) expect(line.match(/<[^/][^>]*>/g)?.length ?? 0).toBeLessThanOrEqual(1)
    expect(item).not.toMatch(/<([\w:]+)>\s*<\/\1>|<[\w:]+\/>/)
  })

  test('holds one currency', () => {
    const currencies = new Set(
      Array.from(item.matchAll(/>-?[\d.]+ ([A-Z]{3})</g), ([, currency]) => currency),
    )
    expect([...currencies]).toEqual(['EUR'])
  })

  test('says nothing of what a product leaves empty', () => {
    const empty = Object.entries(attributes).map(([name, { kind }]) => [name, emptyOf(kind)])
    const about = writer.write(productOf(Object.fromEntries(empty)), ignore)
    expect(about).toBe(writer.write(productOf(), ignore))
  })

  test('is the same at another instant, as long as nothing begins or ends', () => {
    const later = createItemWriter(channel, viewOf({ builtAt: builtAt + dayMs }), shopTexts)
    expect(later.write(wordy, ignore)).toBe(item)
  })

  test('has no line that Meta would not read, however long a text is, and findings do not repeat it', () => {
    const endless = 'x'.repeat(lineLimitBytes)
    const basics = ['title', 'description', 'link', 'imageLink', 'brand', 'gtin', 'mpn', 'groupId']
    const products = [
      ...basics.map((name) => ({ [name]: endless })),
      ...Object.entries(attributes).map(([name, attribute]) => ({ [name]: longestOf(attribute, endless) })),
    ]
    const tooLong = products.filter((product) => {
      const details: string[] = []
      const written = writer.write(productOf(product), ({ detail = '' }) => details.push(detail))
      return (written?.length ?? 0) >= lineLimitBytes || details.some((detail) => detail.length > 300)
    })
    expect(tooLong.flatMap((product) => Object.keys(product))).toEqual([])
  })
})

function emptyOf(kind: Attribute['kind']): unknown {
  if (kind === 'text') return ''
  return kind === 'texts' || kind === 'records' ? [] : undefined
}

function longestOf(attribute: Attribute, text: string): unknown {
  if (attribute.kind === 'text') return text
  if (attribute.kind === 'texts') return [text]
  if (attribute.kind === 'measure') return { value: 1, unit: text }
  if (attribute.kind !== 'records') return undefined
  const values = {
    text,
    whole: 1,
    amount: { amountMinor: 1, currency: 'EUR' },
    measure: { value: 1, unit: text },
    flag: true,
    instant: builtAt,
  }
  return [Object.fromEntries(Object.entries(attribute.parts).map(([part, kind]) => [part, values[kind]]))]
}

test('Google ignores elements without its prefix, and there are none', () => {
  const names = googleMerchant.fields.flatMap(({ name, parts = [] }) => [
    name,
    ...parts.map((part) => part.name),
  ])
  expect(names.filter((name) => !name.startsWith('g:'))).toEqual([])
})

test('Meta’s own elements have no prefix; those of Google’s namespace keep it', () => {
  const ofGoogle = new Set(googleMerchant.fields.map(({ name }) => name))
  const wrong = facebookCatalog.fields.filter(({ name }) => name.startsWith('g:') !== ofGoogle.has(name))
  expect(wrong.map(({ name }) => name)).toEqual([])
})

describe('ids', () => {
  async function* groups(...ids: readonly string[]): AsyncIterable<readonly string[]> {
    yield ids
  }

  function reasonsOf(channel: (typeof channels)[number], family: Family, ...products: Partial<Product>[]) {
    const writer = createItemWriter(channel, viewOf(), shopTexts)
    return products.map((product) => {
      const findings: Finding[] = []
      const item = writer.write(productOf(product), (finding) => findings.push(finding), family)
      const [reason] = findings.filter(({ effect }) => effect === 'leftOut').map((finding) => finding.reason)
      return item === undefined ? reason : 'item'
    })
  }

  test.each(channels)(
    'stand once in the feed of $name: Meta ignores all items of one id',
    async (channel) => {
      const ignoresCase = channel.ignoresCaseOfIds ?? false
      const family = await createFamily({ groupIds: groups(), ignoresCase })
      expect(reasonsOf(channel, family, { id: 'A' }, { id: 'B' }, { id: 'A' })).toEqual([
        'item',
        'item',
        'DUPLICATE_ID',
      ])
    },
  )

  test('that differ in capitals only are the same to Google, and two to Meta', async () => {
    for (const [channel, second] of [
      [googleMerchant, 'DUPLICATE_ID'],
      [facebookCatalog, 'item'],
    ] as const) {
      const ignoresCase = channel.ignoresCaseOfIds ?? false
      const family = await createFamily({ groupIds: groups(), ignoresCase })
      expect(reasonsOf(channel, family, { id: 'sku-1' }, { id: 'SKU-1' })).toEqual(['item', second])
    }
  })

  test.each(channels)('of groups are no ids of items of $name', async (channel) => {
    const family = await createFamily({ groupIds: groups('AMC'), ignoresCase: false })
    const variant = { id: 'AMC-1', groupId: 'AMC', color: 'Navy' }
    expect(reasonsOf(channel, family, variant, { id: 'AMC' })).toEqual(['item', 'RETAILER_ID_USED_BY_GROUP'])
  })
})
