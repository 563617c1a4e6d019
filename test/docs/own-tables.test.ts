/** What docs/your-own-tables.md shows: its files are real, its excerpts stand in them, and both make feeds of a foreign shop. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configFolder, storecast } from '../support/config-folder.js'
import { parseFeed } from '../support/feed.js'
import { type ForeignShop, isForeignShopAvailable, openForeignShop } from '../support/foreign/foreign-shop.js'
import { blockBehind, blocksOf, read, sectionOf } from './documents.js'

const document = 'docs/your-own-tables.md'
const whole = 'test/support/foreign/storecast.config.js'
const smallest = 'test/support/foreign/smallest.config.js'

/** Without the sentence that our files begin with. */
const asQuoted = (path: string) => `${read(path).replace(/^.*\n/, '').trimEnd()}`

const unindented = (text: string) => text.replace(/^ +/gm, '')

describe(document, () => {
  test.each([whole, smallest])('quotes %s', (path) => {
    expect(blockBehind(document, path)).toBe(asQuoted(path))
  })

  test('shows excerpts that stand in the whole file, and every part of it', () => {
    const excerpts = blocksOf(document, 'js').slice(1, -1)
    for (const excerpt of excerpts) expect(unindented(read(whole))).toContain(unindented(excerpt))
    const parts = [...asQuoted(whole).matchAll(/^ {4}(\w+): [{[]/gm)].map(([, part = '']) => part)
    const shown = excerpts.map((excerpt) => /^\w+/.exec(excerpt)?.[0])
    expect(shown).toEqual(parts.map((part) => (part === 'products' ? 'set' : part)))
    expect(sectionOf(document, '## Step by step').match(/^### /gm)).toHaveLength(parts.length)
  })
})

describe.skipIf(!isForeignShopAvailable)(`${document}, followed`, () => {
  let shop: ForeignShop
  beforeAll(async () => {
    shop = await openForeignShop()
  })
  afterAll(() => shop.close())

  const env = () => ({
    SHOP_DATABASE_URL: shop.readerUrl,
    SHOP__ADDRESS: 'https://shop.example',
    XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
  })

  test.each([
    [whole, 27],
    [smallest, 23],
  ])('makes a feed with %s', async (path, items) => {
    const folder = configFolder({ 'storecast.config.js': asQuoted(path) })
    const built = await storecast(folder, ['feed', 'build', 'google-merchant', '--out', 'feed.xml'], env())
    expect([built.code, built.stderr]).toEqual([0, ''])
    const feed = await parseFeed(readFileSync(join(folder, 'feed.xml'), 'utf8'))
    expect(feed.items).toHaveLength(items)
    const { stdout } = await storecast(folder, ['doctor'], env())
    expect(stdout).not.toMatch(/CATALOG|✗ tables/)
  })

  test('tells of mistakes as it shows them', async () => {
    const faulty = asQuoted(whole)
      .replace("title: 'name'", "title: 'nmae'")
      .replace("table: 'manufacturer'", "table: 'manufacturers'")
    const folder = configFolder({ 'storecast.config.js': faulty })
    const { code, stderr } = await storecast(folder, ['feed', 'check'], env())
    expect([code, stderr.trimEnd()]).toEqual([1, blockBehind(document, 'printed for two mistakes')])
  })
})
