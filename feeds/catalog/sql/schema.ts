/** Our own catalog tables, which a shop may fill from any language; `row.ts` says what each column means. */
import type { Database, Migration } from '../../../src/kernel.js'
import { type AddedColumn, addColumns, addIndex } from './add-columns.js'
import { attributeColumns } from './attribute-columns.js'

/** Names of the tables, as a shop that fills them writes them. */
export const tables = {
  products: 'storecast_catalog_products',
  categories: 'storecast_catalog_categories',
  /** Further placements of a product beside its main category. */
  placements: 'storecast_catalog_product_categories',
  rates: 'storecast_catalog_rates',
  /** What tax is to add to prices that are stored without it. */
  taxes: 'storecast_catalog_taxes',
} as const

/** All that the fingerprint reads of the products. */
export const updatedIndex = 'storecast_catalog_products_updated'

const groupIndex = 'storecast_catalog_products_group'

interface Table {
  readonly name: string
  readonly columns: string
  readonly key: string
  readonly indexes?: Readonly<Record<string, string>>
}

// SQLite reads these types by their affinity, so that one text serves both engines.
const products: Table = {
  name: tables.products,
  columns: `
    store varchar(64) not null,
    id varchar(191) not null,
    group_id varchar(191),
    title varchar(1000) not null,
    description mediumtext not null,
    link varchar(2048) not null,
    image_link varchar(2048),
    additional_image_links text,
    availability varchar(20) check (availability in ('in_stock', 'out_of_stock', 'preorder', 'backorder')),
    quantity bigint,
    currency char(3) not null,
    price bigint not null,
    custom_price bigint,
    sale_price bigint,
    sale_starts_at bigint,
    sale_ends_at bigint,
    brand varchar(255),
    gtin varchar(50),
    mpn varchar(255),
    item_condition varchar(20) default 'new' not null check (item_condition in ('new', 'refurbished', 'used')),
    category_id varchar(191),
    sold bigint default 0 not null,
    updated_at bigint not null`,
  key: 'store, id',
  indexes: {
    storecast_catalog_products_brand: 'store, brand, id',
    storecast_catalog_products_category: 'store, category_id, id',
    // In the order of `top`: the last of N sellers is N steps along it, not a sort of the whole store
    // (50,000th of 200,000 on MariaDB 10.11: 7 ms, ascending 970 ms).
    storecast_catalog_products_sold: 'store, sold desc, id',
    [updatedIndex]: 'store, updated_at',
  },
}

const categories: Table = {
  name: tables.categories,
  columns: `
    store varchar(64) not null,
    id varchar(191) not null,
    parent_id varchar(191),
    name varchar(255) not null`,
  key: 'store, id',
}

const placements: Table = {
  name: tables.placements,
  columns: `
    store varchar(64) not null,
    category_id varchar(191) not null,
    product_id varchar(191) not null`,
  key: 'store, category_id, product_id',
  indexes: { storecast_catalog_placements_product: 'store, product_id, category_id' },
}

const rates: Table = {
  name: tables.rates,
  columns: `
    store varchar(64) not null,
    currency char(3) not null,
    rate varchar(40) not null,
    updated_at bigint not null`,
  key: 'store, currency',
}

const taxes: Table = {
  name: tables.taxes,
  columns: `
    store varchar(64) not null,
    tax_class varchar(64) not null,
    country char(2) not null,
    percent varchar(20) not null,
    updated_at bigint not null`,
  key: 'store, tax_class, country',
}

const furtherColumns: readonly AddedColumn[] = [
  { column: 'further_gtins', type: 'text' },
  { column: 'custom_price_percent', type: 'varchar(20)' },
  { column: 'tax_class', type: 'varchar(64)' },
]

const made = [products, categories, placements, rates].map(
  (table, step): Migration => ({
    name: `${String(step + 1).padStart(3, '0')}-${table.name.replaceAll('_', '-')}`,
    up: (database) => makeTable(database, table),
  }),
)

/**
 * The steps that make the catalog's tables. A step that was released runs once and never again: an attribute that
 * comes later takes a further step, which may add the columns in the same way.
 */
export const catalogMigrations: readonly Migration[] = [
  ...made,
  {
    name: 'catalog-005-attributes',
    up: (database) => addColumns(database, tables.products, [...furtherColumns, ...attributeColumns]),
  },
  { name: 'catalog-006-taxes', up: (database) => makeTable(database, taxes) },
  {
    name: 'catalog-007-groups',
    up: (database) => addIndex(database, tables.products, groupIndex, 'store, group_id, id'),
  },
]

// MySQL commits each statement of DDL by itself: with its indexes inside, a table is there whole or not at all.
async function makeTable(
  { kind, knex }: Database,
  { name, columns, key, indexes = {} }: Table,
): Promise<void> {
  const entries = Object.entries(indexes)
  if (kind === 'sqlite') {
    await knex.raw(`create table if not exists ${name} (${columns}, primary key (${key}))`)
    for (const [index, of] of entries)
      await knex.raw(`create index if not exists ${index} on ${name} (${of})`)
    return
  }
  const inside = entries.map(([index, of]) => `, index ${index} (${of})`).join('')
  await knex.raw(
    `create table if not exists ${name} (${columns}, primary key (${key})${inside})
     engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`,
  )
}
