import { describe, expect, onTestFinished, test } from 'vitest'
import type { Catalog } from '../../../feeds/catalog/contract.js'
import type { Product } from '../../../feeds/catalog/product.js'
import { previewCommand } from '../../../feeds/commands/preview.js'
import { reasons } from '../../../feeds/engine/reasons.js'
import { databases } from '../../support/databases.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { productOf } from '../../support/product.js'
import { openShop } from '../../support/shop.js'
import { keptTerminal } from '../../support/terminal.js'

interface Previewed {
  readonly id: string
  readonly channels: readonly {
    readonly channel: string
    readonly item: string | null
    readonly findings: readonly { readonly reason: string; readonly todo: string }[]
  }[]
  readonly alike?: readonly string[]
}

const products = [
  productOf({
    key: 1,
    id: 'SKU-1',
    description: 'A description that is long enough for everyone.',
    mpn: 'm1',
  }),
  productOf({ key: 2, id: 'SKU-20', title: '', gtin: '123' }),
  productOf({ key: 3, id: 'parent' }),
  productOf({ key: 4, id: 'red', groupId: 'parent', color: 'red' }),
  productOf({ key: 5, id: 'SKU-21' }),
  productOf({ key: 6, id: 'hat' }),
  productOf({ key: 7, id: 'c_at' }),
]

/** A catalog that looks up by itself, and knows its groups. */
const finding = (all: readonly Product[]): Partial<Catalog> => ({
  find: async (id) => all.find((product) => product.id === id),
  async *groupIds() {
    yield all.flatMap(({ groupId }) => groupId ?? [])
  },
})

const database = databases.find(({ available }) => available)

async function shopOf(extra: Partial<Catalog> = {}, environment: Readonly<Record<string, string>> = {}) {
  const fresh = await database?.fresh()
  if (fresh === undefined) throw new Error('There is no database here')
  onTestFinished(() => fresh.drop())
  const catalog = Object.assign(memoryCatalog(0), extra)
  catalog.replace(products)
  const shop = await openShop({
    url: fresh.url,
    catalog,
    environment: {
      XML_FEEDS__IS_ENABLED_FACEBOOK: 'true',
      TRACKING__PRODUCT_ID_PREFIX_GOOGLE: 'g_',
      TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: 'c_',
      ...environment,
    },
  })
  const run = async (id: string, options: Readonly<Record<string, string>> = {}, json = false) => {
    const terminal = keptTerminal(json)
    const code = await previewCommand.run(shop.state, [id], options, terminal)
    return { code, said: terminal.said, noted: terminal.noted, given: terminal.given as Previewed }
  }
  return { run, catalog }
}

describe.each([
  ['a catalog that looks up by itself', finding(products)],
  ['a catalog that must be read', {}],
])('the preview from %s', (_, extra) => {
  test('shows the item of a good product as each channel tells it', async () => {
    const { run } = await shopOf(extra)
    const { said, code } = await run('SKU-1')
    expect(code).toBe(0)
    const [google = '', facebook = ''] = said.split('facebook-catalog\n')
    expect(google).toMatch(/^google-merchant\n {4}<item>\n[\s\S]* {4}<\/item>\n {2}Nothing to remark.\n$/)
    expect(google).toContain('      <g:id>g_SKU-1</g:id>\n')
    expect(facebook).toContain('      <g:id>c_SKU-1</g:id>\n')
    expect(facebook).toContain('      <g:availability>in stock</g:availability>\n')
  })

  test('says why there is no item, and what to do', async () => {
    const { run } = await shopOf(extra)
    const { said, code } = await run('SKU-20', { channel: 'google-merchant' })
    expect(code).toBe(3)
    const { says, todo } = reasons.EMPTY_TITLE
    expect(said).toBe(
      `google-merchant\n  There is no item of it.\n  leftOut · EMPTY_TITLE · g:title – ${says} What to do: ${todo}\n`,
    )
  })

  test.each([
    ['the shop’s own id', 'SKU-1', 'SKU-1'],
    ['an id of the Google feed', 'g_SKU-1', 'SKU-1'],
    ['an id of the Facebook feed', 'c_hat', 'hat'],
    ['an id that begins like a prefix', 'c_at', 'c_at'],
  ])('takes %s', async (_, given, own) => {
    const { run } = await shopOf(extra)
    expect((await run(given, {}, true)).given.id).toBe(own)
  })

  test('ends with 1 for an unknown id, and names those that begin alike', async () => {
    const { run } = await shopOf(extra)
    const { code, said, noted } = await run('sku-2')
    expect([code, said]).toEqual([1, ''])
    expect(noted).toBe(
      'The catalog has no product with the id "sku-2". Did you mean SKU-20, SKU-21, SKU-1?\n',
    )
    const { given } = await run('sku-2', {}, true)
    expect(given).toMatchObject({ id: 'sku-2', channels: [], alike: ['SKU-20', 'SKU-21', 'SKU-1'] })
    expect((await run('zebra')).noted).toBe('The catalog has no product with the id "zebra".\n')
  })

  test('gives one document with --json', async () => {
    const { run } = await shopOf(extra)
    const { given, code } = await run('SKU-20', {}, true)
    expect(code).toBe(3)
    expect(given.channels.map(({ channel, item }) => [channel, item])).toEqual([
      ['google-merchant', null],
      ['facebook-catalog', null],
    ])
    expect(given.channels[0]?.findings).toEqual([
      {
        productId: 'SKU-20',
        effect: 'leftOut',
        reason: 'EMPTY_TITLE',
        field: 'g:title',
        ...withoutEffects(reasons.EMPTY_TITLE),
      },
    ])
  })
})

function withoutEffects({ says, todo }: { readonly says: string; readonly todo: string }) {
  return { says, todo }
}

test('a parent is known as such where the catalog knows its groups', async () => {
  const { run } = await shopOf(finding(products))
  const { given } = await run('parent', { channel: 'google-merchant' }, true)
  expect(given.channels[0]?.findings.map(({ reason }) => reason)).toEqual(['RETAILER_ID_USED_BY_GROUP'])
})

test('shows no control characters of what was asked for', async () => {
  const { run } = await shopOf()
  expect((await run('p\u009b2J')).noted).toBe('The catalog has no product with the id "p\u{fffd}2J".\n')
})

test('a channel that is not enabled may be named; an unknown one is refused', async () => {
  const { run } = await shopOf({}, { XML_FEEDS__IS_ENABLED_FACEBOOK: 'false' })
  expect((await run('SKU-1', {}, true)).given.channels).toHaveLength(1)
  const { given } = await run('SKU-1', { channel: 'facebook-catalog' }, true)
  expect(given.channels[0]?.item).toContain('<g:id>c_SKU-1</g:id>')
  await expect(run('SKU-1', { channel: 'facebok' })).rejects.toMatchObject({ code: 'FEED_UNKNOWN' })
})
