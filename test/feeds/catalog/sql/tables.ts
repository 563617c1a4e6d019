/** Catalog tables for tests: made, filled and closed. */

import type {
  CategoryRow,
  PlacementRow,
  ProductRow,
  RateRow,
  TaxRow,
} from '../../../../feeds/catalog/sql/row.js'
import { catalogMigrations, tables } from '../../../../feeds/catalog/sql/schema.js'
import { type Database, openDatabase } from '../../../../src/kernel.js'

export interface Filling {
  readonly products?: readonly ProductRow[]
  readonly categories?: readonly CategoryRow[]
  readonly placements?: readonly PlacementRow[]
  readonly rates?: readonly RateRow[]
  readonly taxes?: readonly TaxRow[]
}

/** A database with our tables in it; the caller closes it. */
export async function openCatalog(url: string): Promise<Database> {
  const database = await openDatabase(url)
  for (const migration of catalogMigrations) await migration.up(database)
  return database
}

export async function fill({ knex }: Database, filling: Filling): Promise<void> {
  for (const [name, rows = []] of Object.entries(filling)) {
    if (rows.length > 0) await knex(tables[name as keyof Filling]).insert(rows)
  }
}

export function productRow(over: Partial<ProductRow> = {}): ProductRow {
  return {
    store: 'default',
    id: 'a',
    group_id: null,
    title: 'A thing',
    description: 'What it is',
    link: '/a',
    image_link: null,
    additional_image_links: null,
    availability: null,
    quantity: 3,
    currency: 'EUR',
    price: 1000,
    custom_price: null,
    sale_price: null,
    sale_starts_at: null,
    sale_ends_at: null,
    brand: null,
    gtin: null,
    mpn: null,
    item_condition: 'new',
    category_id: null,
    sold: 0,
    updated_at: 1_700_000_000_000,
    ...over,
  }
}

export const categoryRow = (id: string, parent_id: string | null = null): CategoryRow => ({
  store: 'default',
  id,
  parent_id,
  name: `Name of ${id}`,
})
