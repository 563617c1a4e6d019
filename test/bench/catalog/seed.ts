/** Writes the seeded shop into the product's own tables, by two processes at a time. */
import { fileURLToPath } from 'node:url'
import { createConnection } from 'mysql2/promise'
import { runChild } from '../children.js'
import { categories, seededProduct } from './seeded-product.js'

const script = fileURLToPath(new URL('seed-once.ts', import.meta.url))
const limitMs = 900_000
const sampleSize = 10_000

/** What was stored, as the table of results tells it. */
export interface Seeded {
  readonly products: number
  readonly descriptionMedianBytes: number
  /** Of the table of products, with its indexes. */
  readonly tableMb: number
}

/** Fills empty tables with products 0 … `products` - 1 of store `default`; `today` is the first instant of the day (UTC). */
export async function seedCatalog(url: string, products: number, today: number): Promise<Seeded> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' })
  try {
    await connection.query('INSERT INTO storecast_catalog_categories (store, id, parent_id, name) VALUES ?', [
      categories.map(({ id, parentId, name }) => ['default', id, parentId ?? null, name]),
    ])
    // MySQL takes no rows from a client unless told to; MariaDB does.
    await connection.query('SET GLOBAL local_infile = ON')
    const half = Math.ceil(products / 2)
    const env = { ...process.env, DATABASE_URL: url }
    const runs = [
      [0, half],
      [half, products],
    ].map((run) =>
      runChild(process.execPath, ['--import', 'tsx', script, ...run.map(String), String(today)], {
        env,
        limitMs,
      }),
    )
    await Promise.all(runs)
    await connection.query('ANALYZE TABLE storecast_catalog_products')
    return {
      products,
      descriptionMedianBytes: medianBytes(Math.min(products, sampleSize)),
      tableMb: await tableMb(connection),
    }
  } finally {
    await connection.end()
  }
}

function medianBytes(sample: number): number {
  const lengths = Array.from({ length: sample }, (_, index) =>
    Buffer.byteLength(seededProduct(index).description.stored),
  )
  return lengths.sort((a, b) => a - b)[sample >> 1] ?? 0
}

async function tableMb(connection: Awaited<ReturnType<typeof createConnection>>): Promise<number> {
  const [rows] = await connection.query(
    `SELECT data_length + index_length AS bytes FROM information_schema.tables
     WHERE table_schema = DATABASE() AND table_name = 'storecast_catalog_products'`,
  )
  return Number((rows as { bytes: number }[])[0]?.bytes) / 1e6
}
