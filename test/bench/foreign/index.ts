/** The foreign shop at the size of a benchmark: its rows, and the mapping that reads them. */
import { createConnection } from 'mysql2/promise'
import type { Mapping } from '../../../feeds/catalog/mapped/mapping.js'
import { exampleMapping } from '../../support/foreign/example-mapping.js'
import { makeForeignTables } from '../../support/foreign/make-tables.js'
import { filled } from '../../support/foreign/rows.js'
import { foreignTables, prefix } from '../../support/foreign/schema.js'
import { generatedLookups } from './generated-lookups.js'
import { generatedProduct } from './generated-product.js'

const productsPerStatement = 500

/** Makes the tables in an empty database and fills them: `products` of them, and about 14 rows to each. */
export async function seedForeignShop(url: string, products: number): Promise<void> {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4' })
  try {
    await makeForeignTables(connection)
    for (const [table, rows] of Object.entries(generatedLookups))
      await connection.query(`INSERT INTO ${prefix}${table} VALUES ?`, [rows])
    for (let from = 0; from < products; from += productsPerStatement) {
      const size = Math.min(productsPerStatement, products - from)
      const some = Array.from({ length: size }, (_, at) => generatedProduct(from + at))
      for (const { table, columns, rows } of filled) {
        const cells = some.flatMap(rows)
        if (cells.length > 0)
          await connection.query(`INSERT INTO ${prefix}${table} (${columns}) VALUES ?`, [cells])
      }
    }
    const all = Object.keys(foreignTables).map((table) => prefix + table)
    await connection.query(`ANALYZE TABLE ${all.join(', ')}`)
  } finally {
    await connection.end()
  }
}

const mapping = await exampleMapping('')

/** The example of the documentation, on this database. */
export const foreignMapping = (url: string): Mapping => ({ ...mapping, database: url })
