/** What a build reads out of a shop's own tables, on every database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog, Filter } from '../../../../feeds/catalog/contract.js'
import { mappedCatalog } from '../../../../feeds/catalog/mapped/source.js'
import type { Product, ProductKey } from '../../../../feeds/catalog/product.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'
import { describeEachDatabase } from '../../../support/databases.js'
import { fillTables, good, makeTables, type Rows, shopMapping } from './shop.js'

const { signal } = new AbortController()
const nowAt = Date.parse('2026-11-21T12:00:00Z')
const clock = { now: () => nowAt }

async function allOf(catalog: Catalog, limit = 500, filter: Filter = {}): Promise<readonly Product[]> {
  const found: Product[] = []
  for (let after: ProductKey | null = null; ; ) {
    const page = await catalog.page(after, limit, filter, signal)
    const last = page.at(-1)
    if (!last) return found
    found.push(...page)
    after = last.key
  }
}

describeEachDatabase('a mapped product', (fresh) => {
  let database: Database
  let catalog: Catalog
  beforeAll(async () => {
    database = await openDatabase((await fresh()).url)
    await makeTables(database.knex)
    catalog = mappedCatalog({ database, mapping: shopMapping, store: 'default', clock })
  })
  afterAll(() => database.close())

  async function read(rows: Rows): Promise<readonly Product[]> {
    await fillTables(database.knex, rows)
    return allOf(catalog)
  }

  async function one(rows: Rows): Promise<Product | undefined> {
    return (await read({ goods: [good()], ...rows }))[0]
  }

  test('says what all its tables say', async () => {
    const product = await one({
      goods: [
        good({
          net: '12.3450',
          was: '10.0000',
          state: 7,
          ready: '2026-12-24 18:00:00',
          weight: '1.50000000',
          tall: '30',
          adult: 'no',
          maker: 4,
          tax_class: 9,
          shelf: 12,
        }),
      ],
      texts: [{ good: 1, lang: 'de', name: 'Ding &amp; Zeug', story: '&lt;p&gt;Gut&lt;/p&gt;' }],
      makers: [{ nr: 4, name: 'Harbour' }],
      pictures: [
        { good: 1, file: 'a.jpg', place: 1 },
        { good: 1, file: 'b.jpg', place: 2 },
      ],
      delivery: [
        { good: 1, land: 'DE', cost: '4.9000', days: '2' },
        { good: 1, land: 'FR', cost: '0', days: null },
      ],
      labels: [
        { good: 1, place: 1, label: 'new' },
        { good: 1, place: 2, label: '' },
        { good: 1, place: 3, label: 'top' },
      ],
      taxes: [
        { nr: 1, class: 9, land: 'de', rate: '19.0000' },
        { nr: 2, class: 9, land: 'FR', rate: '20.0000' },
        { nr: 3, class: 9, land: 'FR', rate: '0.5000' },
      ],
      shelves: [
        { nr: 10, above: 0, name: 'Home' },
        { nr: 12, above: 10, name: 'Things' },
        { nr: 13, above: 99, name: 'Gifts' },
      ],
      on_shelf: [
        { good: 1, shelf: 13, place: 1 },
        { good: 1, shelf: 12, place: 2 },
      ],
    })
    expect(product).toEqual({
      key: 'n1',
      id: '1',
      title: 'Ding &amp; Zeug',
      description: '&lt;p&gt;Gut&lt;/p&gt;',
      link: '/p/thing.html',
      imageLink: '/img/thing.jpg',
      additionalImageLinks: ['/img/b.jpg', '/img/a.jpg'],
      availability: 'in_stock',
      availableAt: Date.parse('2026-12-24T17:00:00Z'),
      condition: 'new',
      price: { amountMinor: 1235, currency: 'EUR', exact: '12.345' },
      salePrice: { amountMinor: 1000, currency: 'EUR' },
      taxToAdd: { DE: '19', FR: '20.5' },
      quantity: 3,
      brand: 'Harbour',
      weight: { value: 1.5, unit: 'kg' },
      height: { value: 30, unit: 'cm' },
      isAdult: false,
      shipping: [
        { country: 'DE', price: { amountMinor: 490, currency: 'EUR' }, maxTransitDays: 2 },
        { country: 'FR', price: { amountMinor: 0, currency: 'EUR' } },
      ],
      customLabels: ['new', '', 'top'],
      productType: ['Home', 'Things'],
      furtherProductTypes: [['Gifts']],
    })
  })

  test('is out of stock, new and without a title where nothing says more', async () => {
    expect(await one({ goods: [good({ stock: 0 })] })).toMatchObject({
      title: '',
      description: '',
      availability: 'out_of_stock',
      condition: 'new',
    })
    expect((await one({ goods: [good({ stock: null })] }))?.availability).toBe('in_stock')
  })

  test('takes each text from the first language that has it', async () => {
    const texts = [
      { good: 1, lang: 'fr', name: 'chose', story: 'une chose' },
      { good: 1, lang: 'en', name: 'thing', story: 'a thing' },
      { good: 1, lang: 'de', name: 'Ding', story: ' ' },
    ]
    expect(await one({ texts })).toMatchObject({ title: 'Ding', description: 'a thing' })
    expect(await one({ texts: texts.slice(0, 1) })).toMatchObject({ title: 'chose' })
  })

  const flaws: readonly (readonly [string, Rows, Partial<Product>, readonly object[]])[] = [
    [
      'a currency that is none leaves no wrong price',
      { goods: [good({ money: '€' })] },
      { price: { amountMinor: 1000, currency: 'XXX' } },
      [{ property: 'currency', problem: '"€" is no currency of ISO 4217' }],
    ],
    [
      'a state the mapping does not know is out of stock',
      { goods: [good({ state: 6 })] },
      { availability: 'out_of_stock' },
      [{ property: 'availability', problem: '"6" is none of the mapping\'s values for state' }],
    ],
    [
      'a date that is none is left away',
      { goods: [good({ ready: '2026-02-30' })] },
      { availability: 'in_stock' },
      [{ property: 'availableAt', problem: '"2026-02-30" is no date' }],
    ],
    [
      'a part of a record that cannot be read costs the record',
      { goods: [good()], delivery: [{ good: 1, land: 'DE', cost: 'free!', days: '1' }] },
      {},
      [{ property: 'shipping', problem: 'price: "free!" is no amount' }],
    ],
    [
      'a special whose end cannot be read is no sale without an end',
      {
        goods: [good()],
        specials: [{ nr: 1, good: 1, amount: '8', begins: null, ends: 'Easter', rank_nr: 1 }],
      },
      {},
      [{ property: 'salePrice', problem: '"Easter" is no date' }],
    ],
    [
      'a unit the mapping does not know',
      { goods: [good({ weight: '2.0', weight_unit: 8 })] },
      {},
      [{ property: 'weight', problem: '"8" is none of the mapping\'s values for weight_unit' }],
    ],
    [
      'a measure of words',
      { goods: [good({ tall: 'tall' })] },
      {},
      [{ property: 'height', problem: '"tall" is no measure' }],
    ],
  ]

  test.each(flaws)('%s, and is told', async (_, rows, said, found) => {
    const product = await one(rows)
    expect(product).toMatchObject({ ...said, flaws: found })
    for (const { property } of product?.flaws ?? []) {
      if (!(property in said)) expect(product?.[property as keyof Product] ?? undefined).not.toBe('')
    }
    expect(product).toMatchObject({ salePrice: undefined })
  })

  describe('of several prices', () => {
    const special = (nr: number, amount: string, begins: string | null, ends: string | null, rank = 1) => ({
      nr,
      good: 1,
      amount,
      begins,
      ends,
      rank_nr: rank,
    })
    const cases: readonly (readonly [
      string,
      Rows[string],
      readonly [number, string?, string?] | undefined,
    ])[] = [
      [
        'the one that holds now',
        [special(1, '9', '2026-11-20', '2026-11-22'), special(2, '7', '2026-11-22', null)],
        [900, '2026-11-19T23:00:00.000Z', '2026-11-22T22:59:59.999Z'],
      ],
      ['the one of the lowest rank', [special(1, '5', null, null, 2), special(2, '9', null, null, 1)], [900]],
      ['the lowest of one rank', [special(1, '9', null, null), special(2, '8.5', null, null)], [850]],
      [
        'the next to come where none holds',
        [special(1, '5', '2027-01-01', null), special(2, '9', '2026-12-01', null)],
        [900, '2026-11-30T23:00:00.000Z'],
      ],
      ['none that is over', [special(1, '5', '2026-01-01', '2026-11-20')], undefined],
      [
        'one on its last day',
        [special(1, '5', '2026-01-01', '2026-11-21')],
        [500, '2025-12-31T23:00:00.000Z', '2026-11-21T22:59:59.999Z'],
      ],
      ['one with zero dates', [special(1, '5', '0000-00-00', '0000-00-00')], [500]],
    ]
    const iso = (instant: number | undefined) =>
      instant === undefined ? undefined : new Date(instant).toISOString()

    test.each(cases)('%s is told', async (_, specials, sale) => {
      const product = await one({ specials })
      const told = product?.salePrice && [
        product.salePrice.amountMinor,
        iso(product.saleStartsAt),
        iso(product.saleEndsAt),
      ]
      expect(told).toEqual(sale && [sale[0], sale[1], sale[2]])
    })

    test('a price that is no sale is told only once it holds', async () => {
      const club = [
        { nr: 1, good: 1, amount: '-10%', begins: '2026-11-01' },
        { nr: 2, good: 1, amount: '1', begins: '2026-12-01' },
      ]
      expect((await one({ club }))?.customPrice).toEqual({ changePercent: '-10' })
      expect((await one({ club: club.slice(1) }))?.customPrice).toBeUndefined()
    })
  })

  test('with variants is these and not itself', async () => {
    const products = await read({
      goods: [good({ was: '9.9950', net: '10.0050', stock: 99, state: 7 }), good({ nr: 2 })],
      sorts: [
        { nr: 8, good: 1, live: 1, stock: 0, ean: '2001000010018', more: '0.0050' },
        { nr: 5, good: 1, live: 1, stock: 4, ean: null, more: '-2.5000' },
        { nr: 6, good: 1, live: 0, stock: 4, ean: null, more: null },
      ],
      sort_options: [
        { sort: 5, what: 'Colour', which: 'red' },
        { sort: 5, what: 'Grip', which: 'wood' },
        { sort: 8, what: 'Size', which: 'L' },
      ],
    })
    expect(products.map(({ key }) => key)).toEqual(['n1\u00005', 'n1\u00008', 'n2'])
    expect(products[0]).toMatchObject({
      id: '1-5',
      groupId: '1',
      availability: 'in_stock',
      quantity: 4,
      price: { amountMinor: 751 },
      salePrice: { amountMinor: 750 },
      color: 'red',
      variantOptions: [{ name: 'Grip', value: 'wood' }],
    })
    expect(products[1]).toMatchObject({
      id: '1-8',
      availability: 'out_of_stock',
      price: { amountMinor: 1001 },
      gtin: '2001000010018',
      size: 'L',
    })
    expect(products[1]?.variantOptions).toBeUndefined()
    expect(products[2]).toMatchObject({ id: '2' })
    expect(products[2]?.groupId).toBeUndefined()
  })
})

describeEachDatabase('a mapped catalog', (fresh) => {
  let database: Database
  let catalog: Catalog
  const shelves = [
    { nr: 1, above: null, name: 'All' },
    { nr: 2, above: 1, name: 'Some' },
    { nr: 3, above: 3, name: 'Ring' },
  ]
  const goods = Array.from({ length: 60 }, (_, n) =>
    good({
      nr: n + 1,
      visible: n % 10 === 9 ? 0 : 1,
      kind: n % 3 === 0 ? null : 'thing',
      stock: n % 7,
      maker: n % 4,
      shelf: n % 5 === 0 ? 2 : null,
    }),
  )
  const sorts = Array.from({ length: 40 }, (_, n) => ({
    nr: n + 1,
    good: (n % 8) + 1,
    live: 1,
    stock: n % 5,
    ean: null,
    more: null,
  }))

  beforeAll(async () => {
    database = await openDatabase((await fresh()).url)
    await makeTables(database.knex)
    catalog = mappedCatalog({ database, mapping: shopMapping, store: 'default', clock })
    await fillTables(database.knex, {
      goods,
      sorts,
      shelves,
      makers: [
        { nr: 1, name: 'Acme' },
        { nr: 2, name: 'acme' },
        { nr: 3, name: "O'Hara &amp; Co" },
      ],
      sales: goods.map((_, n) => ({ nr: n, good: n + 1, units: (n * 11) % 8 })),
      on_shelf: goods
        .filter((_, n) => n % 6 === 1)
        .map(({ nr }) => ({ good: Number(nr), shelf: 3, place: 1 })),
      rates: [
        { code: 'usd', rate: '1.08420000' },
        { code: 'GBP', rate: '0.00000000' },
      ],
    })
  })
  afterAll(() => database.close())

  test.each([1, 2, 7, 500])('gives the same in pages of %i', async (limit) => {
    const whole = await allOf(catalog)
    expect(whole).toHaveLength(54 - 8 + 40)
    expect(await allOf(catalog, limit)).toEqual(whole)
    expect(await catalog.still?.((view) => allOf(view, limit))).toEqual(whole)
    expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length)
  })

  test('keeps pages near their limit however many variants there are', async () => {
    const sizes = await catalog.still?.(async (view) => {
      const found: number[] = []
      for (let after: ProductKey | null = null; ; ) {
        const page = await view.page(after, 10, {}, signal)
        const last = page.at(-1)
        if (!last) return found
        found.push(page.length)
        after = last.key
      }
    })
    expect(sizes?.slice(1).every((size) => size <= 20)).toBe(true)
  })

  const filters: readonly (readonly [Filter, (product: Product) => boolean])[] = [
    [{ brand: 'Acme' }, ({ brand }) => brand === 'Acme'],
    [{ brand: "O'Hara &amp; Co" }, ({ brand }) => brand === "O'Hara &amp; Co"],
    [{ brand: 'Nobody' }, () => false],
    [{ stock: 3 }, ({ quantity = 0 }) => quantity >= 3],
    [{ category: '1' }, ({ productType }) => productType?.[0] === 'All'],
    [
      { category: '3' },
      ({ productType, furtherProductTypes = [] }) =>
        [productType, ...furtherProductTypes].some((path) => path?.at(-1) === 'Ring'),
    ],
    [
      { category: '2', stock: 2, brand: 'acme' },
      ({ brand, quantity = 0, productType }) =>
        brand === 'acme' && quantity >= 2 && productType?.at(-1) === 'Some',
    ],
  ]

  test.each(filters)('with %j gives what this leaves', async (filter, isLeft) => {
    const expected = (await allOf(catalog)).filter(isLeft).map(({ id }) => id)
    for (const limit of [1, 9, 500])
      expect((await allOf(catalog, limit, filter)).map(({ id }) => id)).toEqual(expected)
  })

  test.each([
    [5, {}],
    [1, {}],
    [20, { stock: 2 }],
    [7, { category: '1' }],
    [1_000, {}],
  ] as const)('gives the %i best sellers of what %j leaves, ties to the earlier', async (top, filter) => {
    const units = (product: Product) => ((Number((product.groupId ?? product.id) as string) - 1) * 11) % 8
    const left = await allOf(catalog, 500, filter)
    const best = left
      .map((product, place) => ({ product, place }))
      .sort((one, other) => units(other.product) - units(one.product) || one.place - other.place)
      .slice(0, top)
      .sort((one, other) => one.place - other.place)
      .map(({ product }) => product.id)
    expect((await allOf(catalog, 6, { ...filter, top })).map(({ id }) => id)).toEqual(best)
  })

  test('says what to map where best sellers are asked for and sales are not told', async () => {
    const silent = mappedCatalog({ database, mapping: { ...shopMapping, related: [] }, store: 'default' })
    await expect(silent.page(null, 5, { top: 3 }, signal)).rejects.toMatchObject({
      code: 'CATALOG_UNREADABLE',
      message: expect.stringContaining('sold'),
    })
  })

  test('finds products and variants by their ids', async () => {
    for (const product of await allOf(catalog))
      expect(await catalog.find?.(product.id, signal)).toEqual(product)
    for (const id of ['1', '10', '1-999', '999', '', '1abc', 'abc', '-'])
      expect(await catalog.find?.(id, signal)).toBeUndefined()
  })

  test('names the groups that products have', async () => {
    const groups = new Set<string>()
    for await (const page of catalog.groupIds?.(signal) ?? []) for (const id of page) groups.add(id)
    expect([...groups].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  })

  test('knows its brands letter by letter, its categories and its rates', async () => {
    expect(await catalog.hasBrand?.('Acme')).toBe(true)
    expect(await catalog.hasBrand?.('ACME')).toBe(false)
    expect(await catalog.hasCategory?.('3')).toBe(true)
    expect(await catalog.hasCategory?.('4')).toBe(false)
    const rates = await catalog.rates?.()
    expect([...(rates?.keys() ?? [])]).toEqual(['USD'])
    expect(Number(rates?.get('USD'))).toBe(1.0842)
  })

  test('asks as many questions for a small page as for one of all', async () => {
    const count = async (limit: number) => {
      let queries = 0
      const note = () => void queries++
      database.knex.on('query', note)
      await catalog.page(null, limit, {}, signal)
      database.knex.removeListener('query', note)
      return queries
    }
    // What columns there are is asked once; one product of these has a brand, which is asked for.
    await count(8)
    expect(await count(500)).toBe(await count(8))
  })

  test('ends with the reason of whoever stopped it', async () => {
    const stop = new AbortController()
    const reason = new Error('the build was called off')
    const reading = catalog.page(null, 10, {}, stop.signal)
    stop.abort(reason)
    await expect(reading).rejects.toBe(reason)
    await expect(catalog.fingerprint(stop.signal)).rejects.toBe(reason)
  })

  test('says which table or column is not there, and what the database said', async () => {
    const broken = (over: object) =>
      mappedCatalog({ database, mapping: { ...shopMapping, ...over }, store: 'default' })
    const lost = broken({ tax: { ...shopMapping.tax, table: 'nowhere' } })
    await expect(lost.page(null, 5, {}, signal)).rejects.toMatchObject({
      code: 'CATALOG_UNREADABLE',
      message: expect.stringMatching(/catalog\.tax: .*x_nowhere/),
    })
    const misspelt = broken({ rates: { ...shopMapping.rates, rate: 'raet' } })
    await expect(misspelt.rates?.()).rejects.toMatchObject({
      code: 'CATALOG_UNREADABLE',
      message: expect.stringMatching(/catalog\.rates: .*raet/),
    })
  })
})

describeEachDatabase('a few products with very many variants', (fresh) => {
  test('are read whole', async () => {
    const database = await openDatabase((await fresh()).url)
    try {
      await makeTables(database.knex)
      const parents = Array.from({ length: 42 }, (_, n) => good({ nr: n + 1 }))
      await fillTables(database.knex, { goods: parents })
      const sorts = Array.from({ length: 42_000 }, (_, n) => ({
        nr: n + 1,
        good: (n % 42) + 1,
        live: 1,
        stock: 1,
      }))
      const options = sorts.map(({ nr }) => ({ sort: nr, what: 'Size', which: String(nr) }))
      await database.knex.batchInsert('x_sorts', sorts, 400)
      await database.knex.batchInsert('x_sort_options', options, 400)
      const catalog = mappedCatalog({ database, mapping: shopMapping, store: 'default' })
      const products = await allOf(catalog)
      expect(products).toHaveLength(42_000)
      expect(products.every(({ id, size }) => id.endsWith(`-${size}`))).toBe(true)
    } finally {
      await database.close()
    }
  })
})

describeEachDatabase('a mapping that names its own database', (fresh) => {
  test('reads it through connections that cannot write, and closes them', async () => {
    const [theirs, ours] = [(await fresh()).url, (await fresh()).url]
    const shop = await openDatabase(theirs)
    await makeTables(shop.knex)
    await fillTables(shop.knex, { goods: [good()] })
    const database = await openDatabase(ours)
    const catalog = mappedCatalog({
      database,
      mapping: { ...shopMapping, database: theirs },
      store: 'default',
    })
    try {
      expect((await allOf(catalog)).map(({ id }) => id)).toEqual(['1'])
      const reader = await openDatabase(theirs, { isReadOnly: true })
      await expect(reader.knex('x_goods').delete()).rejects.toThrow(/read.?only/i)
      await reader.close()
    } finally {
      await catalog.close?.()
      await database.close()
      await shop.close()
    }
  })
})
