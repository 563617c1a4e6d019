/** A small shop in tables of its own: their rows, and a mapping that uses every part there is. */
import type { Knex } from 'knex'
import type { Mapping } from '../../../../feeds/catalog/mapped/mapping.js'

export const shopMapping: Mapping = {
  prefix: 'x_',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  products: {
    table: 'goods',
    id: 'nr',
    where: { visible: 1, kind: ['thing', null] },
    set: {
      link: { column: 'slug', before: '/p/', after: '.html' },
      imageLink: (row) => (row.picture === null ? null : `/img/${row.picture}`),
      price: 'net',
      salePrice: 'was',
      currency: 'money',
      quantity: 'stock',
      availability: { column: 'state', values: { 5: 'out_of_stock', 7: 'in_stock', 9: 'preorder' } },
      availableAt: 'ready',
      weight: { column: 'weight', unit: { column: 'weight_unit', values: { 1: 'kg', 2: 'g' } } },
      height: { column: 'tall', unit: 'cm' },
      isAdult: 'adult',
    },
  },
  related: [
    {
      table: 'texts',
      product: 'good',
      prefer: { lang: ['de', 'en'] },
      set: { title: 'name', description: 'story' },
    },
    { table: 'makers', by: 'maker', id: 'nr', set: { brand: 'name' } },
    {
      query: 'select good, sum(units) as units from {prefix}sales group by good',
      product: 'good',
      set: { sold: 'units' },
    },
  ],
  lists: {
    additionalImageLinks: {
      table: 'pictures',
      product: 'good',
      order: ['-place', 'file'],
      value: { column: 'file', before: '/img/' },
    },
    shipping: {
      table: 'delivery',
      product: 'good',
      order: ['land'],
      parts: { country: 'land', price: 'cost', maxTransitDays: 'days' },
    },
    customLabels: { table: 'labels', product: 'good', order: ['place'], value: 'label' },
  },
  prices: [
    {
      table: 'specials',
      product: 'good',
      gives: 'salePrice',
      price: 'amount',
      from: 'begins',
      to: 'ends',
      priority: 'rank_nr',
    },
    { table: 'club', product: 'good', gives: 'customPrice', price: 'amount', from: 'begins' },
  ],
  tax: { table: 'taxes', by: 'tax_class', class: 'class', country: 'land', percent: 'rate' },
  categories: {
    table: 'shelves',
    id: 'nr',
    parent: 'above',
    name: 'name',
    main: 'shelf',
    placements: { table: 'on_shelf', product: 'good', category: 'shelf', order: ['place'] },
  },
  variants: {
    table: 'sorts',
    where: { live: 1 },
    id: 'nr',
    product: 'good',
    set: { quantity: 'stock', gtin: 'ean' },
    priceChange: 'more',
    options: {
      table: 'sort_options',
      variant: 'sort',
      name: 'what',
      value: 'which',
      as: { Colour: 'color', Size: 'size' },
    },
  },
  rates: { table: 'rates', currency: 'code', rate: 'rate' },
}

/** Columns as both engines take them; the key of each table comes first. */
const columns: Readonly<Record<string, string>> = {
  goods: `nr integer not null primary key, visible integer, kind varchar(20), slug varchar(99), picture varchar(99),
    net decimal(15,4), was decimal(15,4), money varchar(9), stock integer, state integer, ready varchar(30),
    weight decimal(15,8), weight_unit integer, tall varchar(20), adult varchar(9), maker integer, tax_class integer, shelf integer`,
  texts:
    'good integer not null, lang varchar(9) not null, name varchar(200), story text, primary key (good, lang)',
  makers: 'nr integer not null primary key, name varchar(99)',
  sales: 'nr integer not null primary key, good integer, units integer',
  pictures: 'good integer not null, file varchar(99) not null, place integer, primary key (good, file)',
  delivery:
    'good integer not null, land varchar(9) not null, cost varchar(20), days varchar(9), primary key (good, land)',
  labels: 'good integer not null, place integer not null, label varchar(99), primary key (good, place)',
  specials:
    'nr integer not null primary key, good integer, amount decimal(15,4), begins varchar(30), ends varchar(30), rank_nr integer',
  club: 'nr integer not null primary key, good integer, amount varchar(20), begins varchar(30)',
  taxes: 'nr integer not null primary key, class integer, land varchar(9), rate decimal(15,4)',
  shelves: 'nr integer not null primary key, above integer, name varchar(99)',
  on_shelf: 'good integer not null, shelf integer not null, place integer, primary key (good, shelf)',
  sorts:
    'nr integer not null primary key, good integer, live integer, stock integer, ean varchar(20), more decimal(15,4)',
  sort_options:
    'sort integer not null, what varchar(20) not null, which varchar(20), primary key (sort, what)',
  rates: 'code varchar(9) not null primary key, rate decimal(15,8)',
}

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>

export const tableNames = Object.keys(columns).map((name) => `x_${name}`)

export async function makeTables(knex: Knex): Promise<void> {
  for (const [name, what] of Object.entries(columns)) await knex.raw(`create table x_${name} (${what})`)
}

/** Empties every table and fills some. */
export async function fillTables(knex: Knex, rows: Rows): Promise<void> {
  await knex.transaction(async (trx) => {
    for (const name of Object.keys(columns)) {
      await trx(`x_${name}`).delete()
      const filling = rows[name] ?? []
      if (filling.length > 0) await trx(`x_${name}`).insert(filling)
    }
  })
}

/** A thing that can be sold, in all it needs. */
export const good = (over: Rows[string][number] = {}): Rows[string][number] => ({
  nr: 1,
  visible: 1,
  kind: 'thing',
  slug: 'thing',
  picture: 'thing.jpg',
  net: '10.0000',
  was: null,
  money: null,
  stock: 3,
  state: null,
  ready: '0000-00-00',
  weight: 0,
  weight_unit: 1,
  tall: null,
  adult: null,
  maker: 0,
  tax_class: 0,
  shelf: null,
  ...over,
})
