import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/config-place.js'

const source = `// catalog: { products: { set: { title: 'no' } } }
import { defineConfig, mapTables } from 'storecast'

/* channels: [] */
const words = { title: 'catalog: {', pattern: /[{'"]\\/{/, text: \`price: {\` }

export default defineConfig({
  catalog: mapTables({
    prefix: 'oc_', currency: 'EUR',
    'products': {
      id: 'product_id',
      set: {
        title: (row) => (row.a ? { title: row.b } : row.c),
        "link": { column: 'slug', before: '/' },
        brand,
      },
    },
    related: [
      { table: 'a', set: { title: 'x' } },
      other({ table: 'b' }),
      {
        table: 'c',
        set: { color: 'y' },
      },
    ],
  }),
  channels: [
    googleMerchant,
    extendChannel(googleMerchant, { name: 'pinterest' }),
  ],
  price(product) { return { price: 1 } },
})
`

describe('the line of', () => {
  test.each([
    [['catalog'], 8],
    [['catalog', 'prefix'], 9],
    [['catalog', 'currency'], 9],
    [['catalog', 'products'], 10],
    [['catalog', 'products', 'set', 'title'], 13],
    [['catalog', 'products', 'set', 'link'], 14],
    [['catalog', 'products', 'set', 'link', 'column'], 14],
    [['catalog', 'products', 'set', 'brand'], 15],
    [['catalog', 'related', 0, 'set', 'title'], 19],
    [['catalog', 'related', 1, 'table'], 20],
    [['catalog', 'related', 2, 'set', 'color'], 23],
    [['channels', 0], 28],
    [['channels', 1, 'name'], 29],
    [['price'], 31],
  ])('%j is %i', (path, line) => {
    expect(lineOf(source, path)).toBe(line)
  })

  test.each([
    ['a key that is not there', ['catalog', 'products', 'table'], 10],
    ['a row that is not there', ['catalog', 'related', 9, 'table'], 18],
    ['what hangs on nothing', ['catalog', 'tax', 'by'], 8],
  ])('%s is that of what it would stand in', (_, path, line) => {
    expect(lineOf(source, path)).toBe(line)
  })

  test('what stands in a constant is found there', () => {
    const apart =
      'const mapping = {\n  products: {\n    id: 1,\n  },\n}\nexport default { catalog: mapTables(mapping) }\n'
    expect(lineOf(apart, ['catalog', 'products', 'id'])).toBe(3)
    expect(lineOf(apart, ['catalog', 'tax', 'id'])).toBe(6)
  })

  test('what is written nowhere is unknown', () => {
    expect(lineOf('export default config\n', ['catalog', 'products'])).toBeUndefined()
    expect(lineOf('', ['catalog'])).toBeUndefined()
    expect(lineOf('{ [ ( " \\', ['catalog'])).toBeUndefined()
  })
})
