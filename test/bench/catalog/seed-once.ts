/** Writes one run of seeded products in a process of its own: arguments are the first index, the one behind the last, and the day. */
import { Readable } from 'node:stream'
import { createConnection } from 'mysql2/promise'
import { seededAttributes } from './attributes/index.js'
import { seededProduct } from './seeded-product.js'
import { cellsOf, columns, lineOf } from './seeded-row.js'

const [from = 0, to = 0, today = 0] = process.argv.slice(2).map(Number)
// So many that a statement's own cost is nothing, and so few that its undo stays in memory.
const rowsPerStatement = 20_000
const rowsPerPiece = 50
const attempts = 10

const connection = await createConnection({ uri: process.env.DATABASE_URL ?? '', charset: 'utf8mb4' })
await connection.query('SET unique_checks = 0, foreign_key_checks = 0')
const names = columns.map((column) => `\`${column}\``).join(', ')
for (let at = from; at < to; at += rowsPerStatement) {
  await loaded(at, Math.min(at + rowsPerStatement, to), 1)
}
await connection.end()

/** Two loaders of one table may wait for each other; the one that lost has left nothing behind, and comes again. */
async function loaded(first: number, end: number, attempt: number): Promise<void> {
  try {
    await connection.query({
      sql: `LOAD DATA LOCAL INFILE 'seeded' INTO TABLE storecast_catalog_products CHARACTER SET utf8mb4 (${names})`,
      infileStreamFactory: () => Readable.from(pieces(first, end)),
    })
  } catch (error) {
    if ((error as { code?: string }).code !== 'ER_LOCK_DEADLOCK' || attempt === attempts) throw error
    await loaded(first, end, attempt + 1)
  }
}

function* pieces(first: number, end: number): Generator<Buffer> {
  let text = ''
  for (let index = first; index < end; index++) {
    const product = seededProduct(index)
    text += lineOf(cellsOf(product, seededAttributes(index, product, today)))
    if ((index - first) % rowsPerPiece === rowsPerPiece - 1) {
      yield Buffer.from(text)
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text)
}
