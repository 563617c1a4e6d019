/** The configurations that docs/channels.md quotes: word for word, and each makes the feed that it promises. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configFolder, storecast } from '../support/config-folder.js'
import { blockBehind, blocksOf, pathOf, read } from './documents.js'

const folder = 'test/docs/examples/config'
const names = readdirSync(pathOf(folder))

/** The feed of one channel out of the demo shop, under this configuration. */
async function feedWith(name: string, channel: string): Promise<string> {
  const shop = configFolder({ [name]: read(`${folder}/${name}`) })
  const { code, stderr } = await storecast(shop, ['feed', 'build', channel, '--out', 'feed.xml'], {
    STORECAST_CONFIG: name,
  })
  expect([code, stderr]).toEqual([0, ''])
  return readFileSync(join(shop, 'feed.xml'), 'utf8')
}

test.each(names)('docs/channels.md quotes %s, whose code is of less than ten lines', (name) => {
  const [, ...code] = read(`${folder}/${name}`).trimEnd().split('\n')
  expect(blockBehind('docs/channels.md', `${folder}/${name}`)).toBe(code.join('\n'))
  expect(code.filter((line) => line !== '').length).toBeLessThan(10)
})

test('docs/channels.md shows what a mistaken file is told', async () => {
  const file = `import { defineConfig, googleMerchant } from 'storecast'

export default defineConfig({
  channel: [
    googleMerchant,
  ],

  // A tenth less.
  price: 0.9,
})
`
  const { stderr } = await storecast(configFolder({ 'storecast.config.js': file }), ['feed', 'list'])
  expect(blocksOf('docs/channels.md', 'text')).toEqual([stderr.trimEnd()])
})

describe('the example that', () => {
  test('changes a field: titles begin with the brand', async () => {
    const xml = await feedWith('override-field.config.js', 'google-merchant')
    const brands = [...xml.matchAll(/<g:title>(.*?) – .*\n(?:(?!<\/item>)[\s\S])*?<g:brand>(.*)<\/g:brand>/g)]
    expect(brands.length).toBeGreaterThan(40)
    for (const [, before, brand] of brands) expect(before).toBe(brand)
  })

  test('adds a field: books tell their tax category, and nothing else does', async () => {
    const items = (await feedWith('add-field.config.js', 'google-merchant')).split('<item>').slice(1)
    const isBook = (item: string) => /<g:product_type>Books &amp; Maps/.test(item)
    expect(items.filter(isBook).length).toBeGreaterThan(1)
    for (const item of items) expect(item.includes('<g:tax_category>books<')).toBe(isBook(item))
  })

  test('drops a field and a feed', async () => {
    const name = 'drop-field.config.js'
    expect(await feedWith(name, 'google-merchant')).not.toContain('g:mpn')
    const shop = configFolder({ 'storecast.config.js': read(`${folder}/${name}`) })
    const { code, stderr } = await storecast(shop, ['feed', 'build', 'facebook-catalog'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('there is google-merchant.')])
  })

  test('adds a channel: its texts are as long as it says', async () => {
    const xml = await feedWith('add-channel.config.js', 'pinterest')
    const titles = [...xml.matchAll(/<g:title>(.*)<\/g:title>/g)].map(([, title = '']) => title.length)
    expect(Math.max(...titles)).toBeGreaterThan(150)
  })

  test('makes a channel from the ground up: no other fields are in it', async () => {
    const xml = await feedWith('short-channel.config.js', 'compare')
    const fields = new Set([...xml.matchAll(/<(g:\w+)>/g)].map(([, name]) => name))
    expect([...fields].sort()).toEqual(['g:gtin', 'g:id', 'g:link', 'g:price', 'g:title'])
  })

  test('sets prices of its own, for one channel', async () => {
    const price = /<g:price>(\d+)\.(\d\d) EUR</g
    const centsOf = (xml: string) =>
      new Map(
        xml
          .split('<item>')
          .slice(1)
          .map((item) => {
            const [, whole, cents] = new RegExp(price.source).exec(item) ?? []
            return [/<g:id>(.*)<\/g:id>/.exec(item)?.[1], Number(`${whole}${cents}`)]
          }),
      )
    const plain = centsOf(await feedWith('price.config.js', 'google-merchant'))
    const less = centsOf(await feedWith('price.config.js', 'facebook-catalog'))
    const both = [...less].filter(([id]) => plain.has(id))
    expect(both.length).toBeGreaterThan(40)
    for (const [id, cents] of both) expect(cents, id).toBe(Math.round((plain.get(id) ?? 0) * 0.9))
  })
})
