import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { checkCommand } from '../../../feeds/commands/check.js'
import { reasons } from '../../../feeds/engine/reasons.js'
import { createTerminal } from '../../../src/terminal.js'
import { databases } from '../../support/databases.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { productOf } from '../../support/product.js'
import { openShop } from '../../support/shop.js'
import { keptTerminal } from '../../support/terminal.js'

type Options = Readonly<Record<string, string | boolean>>

interface Checked {
  readonly channels: readonly {
    readonly channel: string
    readonly products: number
    readonly items: number
    readonly counts: readonly { effect: string; reason: string; field: string; count: number; todo: string }[]
    readonly findings: readonly { productId: string; effect: string; reason: string; field: string }[]
    readonly more: number
  }[]
}

const database = databases.find(({ available }) => available)

async function shopOf(products: readonly Product[], environment: Readonly<Record<string, string>> = {}) {
  const fresh = await database?.fresh()
  if (fresh === undefined) throw new Error('There is no database here')
  onTestFinished(() => fresh.drop())
  const catalog = memoryCatalog(0)
  catalog.replace(products)
  catalog.pageSize = 500
  const shop = await openShop({ url: fresh.url, catalog, environment })
  const run = async (operands: readonly string[] = [], options: Options = {}, json = false) => {
    const terminal = keptTerminal(json)
    const code = await checkCommand.run(shop.state, operands, options, terminal)
    return { code, said: terminal.said, given: terminal.given as Checked }
  }
  return { ...shop, catalog, run }
}

const whole = 'A description that is long enough for everyone.'
const good = (n: number, changes: Partial<Product> = {}) =>
  productOf({ key: n, id: `p${n}`, title: `Product ${n}`, description: whole, mpn: `m${n}`, ...changes })
const google = 'google-merchant'

describe('the listing', () => {
  test('tells product by product what is found, why, and what to do', async () => {
    const { run } = await shopOf([
      good(1),
      good(2, { imageLink: undefined, gtin: '123' }),
      good(3, { gtin: '123' }),
    ])
    const { said, code } = await run([google])
    expect(said.split('\n')).toEqual([
      'google-merchant',
      '  p2',
      `    leftOut · EMPTY_IMAGE_URL · g:image_link – ${reasons.EMPTY_IMAGE_URL.says} What to do: ${reasons.EMPTY_IMAGE_URL.todo}`,
      '  p3',
      expect.stringMatching(/^ {4}dropped · INVALID_GTIN · g:gtin – .* What to do: /),
      'google-merchant: 3 products, 2 items',
      '  1 × leftOut · EMPTY_IMAGE_URL · g:image_link',
      '  1 × dropped · INVALID_GTIN · g:gtin',
      '',
    ])
    expect(code).toBe(3)
  })

  test('shows no control characters of the catalog', async () => {
    const { run } = await shopOf([good(1, { id: 'p\u001b[2J\n1', title: '' })])
    const { said } = await run([google])
    expect(said).toContain('  p\u{fffd}[2J\u{fffd}1\n')
    expect(said).not.toContain('\u001b')
  })

  test('finds what only a look at the whole catalog shows', async () => {
    const { run } = await shopOf([
      good(1, { id: 'parent' }),
      good(2, { id: 'red', groupId: 'parent', color: 'red' }),
      good(3, { id: 'blue', groupId: 'parent', color: 'blue' }),
      good(4, { id: 'RED' }),
    ])
    const { given } = await run([google], {}, true)
    const found = given.channels[0]?.findings.map(({ productId, reason }) => [productId, reason])
    expect(found).toEqual([
      ['parent', 'RETAILER_ID_USED_BY_GROUP'],
      ['RED', 'DUPLICATE_ID'],
    ])
  })

  test('is of the catalog as it is now, and publishes nothing', async () => {
    const { run, catalog, published } = await shopOf([good(1)])
    expect((await run()).said).toContain('1 products, 1 items')
    catalog.products = [good(1), good(2)]
    expect((await run()).said).toContain('2 products, 2 items')
    expect(await published()).toBeUndefined()
  })
})

describe('the channels', () => {
  test('are those that are enabled', async () => {
    const { run } = await shopOf([good(1)])
    expect((await run([], {}, true)).given.channels.map(({ channel }) => channel)).toEqual([google])
  })

  test('are all where none is enabled', async () => {
    const { run } = await shopOf([good(1)], { XML_FEEDS__IS_ENABLED_GOOGLE: 'false' })
    expect((await run([], {}, true)).given.channels).toHaveLength(2)
  })

  test('may be named though they are not enabled', async () => {
    const { run } = await shopOf([good(1)])
    expect((await run(['facebook-catalog'])).said).toContain('facebook-catalog: 1 products, 1 items')
  })

  test('that do not exist are refused with the names of those that do', async () => {
    const { run } = await shopOf([good(1)])
    await expect(run(['facebok'])).rejects.toMatchObject({
      code: 'FEED_UNKNOWN',
      message: expect.stringContaining('google-merchant, facebook-catalog'),
    })
  })
})

describe('the exit code', () => {
  test.each([
    ['0 where nothing is found', [good(1)], {}, 0],
    ['3 where a product is left out', [good(1), good(2, { title: '' })], {}, 3],
    ['0 where nothing is left out', [good(1, { gtin: '123' })], {}, 0],
    ['3 for that too with --strict', [good(1, { gtin: '123' })], { strict: true }, 3],
    ['0 with --strict where nothing is found', [good(1)], { strict: true }, 0],
    ['3 for a product that --only does not list', [good(1, { title: '' })], { only: 'advised' }, 3],
  ] satisfies [string, Product[], Options, number][])('is %s', async (_, products, options, code) => {
    const { run } = await shopOf(products)
    expect((await run([google], options)).code).toBe(code)
  })
})

describe('the options', () => {
  test('--filter narrows the products as in the address', async () => {
    const { run } = await shopOf([good(1, { brand: 'A' }), good(2, { brand: 'B' })])
    expect((await run([google], { filter: 'brand=A' })).said).toContain('1 products, 1 items')
    await expect(run([google], { filter: 'colour=red' })).rejects.toMatchObject({ code: 'FEED_PARAMETER' })
    await expect(run([google], { filter: 'brand=C' })).rejects.toMatchObject({ code: 'FEED_PARAMETER' })
  })

  test('--only lists these effects and counts all', async () => {
    const { run } = await shopOf([good(1, { title: '' }), good(2, { gtin: '123' })])
    const [checked] = (await run([google], { only: 'dropped,advised' }, true)).given.channels
    expect(checked?.findings.map(({ reason }) => reason)).toEqual(['INVALID_GTIN'])
    expect(checked?.counts.map(({ reason }) => reason).sort()).toEqual(['EMPTY_TITLE', 'INVALID_GTIN'])
  })

  test('--most lists so many and says how many more there are', async () => {
    const { run } = await shopOf(someProducts(5, () => ({ title: '' })))
    const { said } = await run([google], { most: '2' })
    expect(said.match(/EMPTY_TITLE · g:title –/g)).toHaveLength(2)
    expect(said).toContain('  … and 3 more findings; --most lists more of them\n')
    const { given } = await run([google], { most: '0' }, true)
    expect(given.channels[0]).toMatchObject({ findings: [], more: 5 })
  })

  test.each([{ only: 'leftout' }, { only: '' }, { most: 'all' }, { most: '-1' }] satisfies Options[])(
    '%o is a mistake of usage',
    async (options) => {
      const { run } = await shopOf([good(1)])
      await expect(run([google], options)).rejects.toMatchObject({ code: 'COMMAND_USAGE' })
    },
  )

  test('--json gives one document with every finding and what to do', async () => {
    const { run } = await shopOf([good(1), good(2, { title: '', id: 'p"2' })])
    const { given, code } = await run([google], {}, true)
    const { says, todo } = reasons.EMPTY_TITLE
    const about = { effect: 'leftOut', reason: 'EMPTY_TITLE', field: 'g:title' }
    expect(given).toEqual({
      channels: [
        {
          channel: google,
          products: 2,
          items: 1,
          counts: [{ ...about, count: 1, says, todo }],
          findings: [{ productId: 'p"2', ...about }],
          more: 0,
        },
      ],
    })
    expect(code).toBe(3)
  })
})

test('a million findings take bounded memory in both forms', async () => {
  const { state, catalog } = await shopOf([])
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const most = 1_000_000
  const sizes: number[] = []
  catalog.onPage = async ({ after, limit }) => {
    const from = typeof after === 'number' ? after : 0
    if (from % 100_000 === 0) {
      collect()
      sizes.push(process.memoryUsage().heapUsed / 2 ** 20)
    }
    return Array.from({ length: Math.min(limit, most - from) }, (_, n) => good(from + n + 1, { title: '' }))
  }
  let written = 0
  const out = {
    write(text: string) {
      written += text.length
      return true
    },
  } as unknown as typeof process.stdout
  for (const json of [false, true]) {
    expect(
      await checkCommand.run(
        state,
        [google],
        {},
        createTerminal(json, out, out as unknown as typeof process.stderr),
      ),
    ).toBe(3)
  }
  expect(written).toBeGreaterThan(most * 50)
  // All of them at once would take 150 MB.
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(30)
}, 120_000)
