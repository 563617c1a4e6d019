/** A real database with the foreign shop in it, and an account that may only read. */
import { randomBytes } from 'node:crypto'
import { type Connection, createConnection } from 'mysql2/promise'
import { databases } from '../databases.js'
import { lookups } from './lookups.js'
import { makeForeignTables } from './make-tables.js'
import { foreignProducts } from './products.js'
import { filled } from './rows.js'
import { prefix } from './schema.js'

export interface ForeignShop {
  /** For all rights. */
  readonly url: string
  /** The same database for an account that may only SELECT. */
  readonly readerUrl: string
  /** As the shop itself writes: in a session that lets odd values in. */
  write(statement: string, values?: readonly unknown[]): Promise<void>
  read(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): Promise<void>
}

/** Whether this machine has the database for it. */
export const isForeignShopAvailable = databases.some(({ kind, available }) => kind === 'mysql' && available)

/** Makes the tables and fills them by hand-written rows; the caller closes it. */
export async function openForeignShop(): Promise<ForeignShop> {
  const mysql = databases.find(({ kind }) => kind === 'mysql')
  if (!mysql?.available) throw new Error('The foreign shop needs MariaDB')
  const { url, drop } = await mysql.fresh()
  const connection = await createConnection({ uri: url, charset: 'utf8mb4', dateStrings: true })
  const reader = await makeReader(connection, url)
  await makeForeignTables(connection)
  for (const [table, rows] of Object.entries(lookups))
    await connection.query(`INSERT INTO ${prefix}${table} VALUES ?`, [rows])
  for (const { table, columns, rows } of filled)
    await connection.query(`INSERT INTO ${prefix}${table} (${columns}) VALUES ?`, [
      foreignProducts.flatMap(rows),
    ])
  return {
    url,
    readerUrl: reader.url,
    async write(statement, values = []) {
      await connection.query(statement, [...values])
    },
    async read(statement) {
      const [rows] = await connection.query(statement)
      return rows as Record<string, unknown>[]
    },
    async close() {
      await connection.query(`DROP USER ${reader.account}`)
      await connection.end()
      await drop()
    },
  }
}

async function makeReader(connection: Connection, url: string) {
  const name = `reader_${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const account = `'${name}'@'127.0.0.1'`
  const reader = new URL(url)
  await connection.query(`CREATE USER ${account} IDENTIFIED BY '${password}'`)
  await connection.query(`GRANT SELECT ON \`${reader.pathname.slice(1)}\`.* TO ${account}`)
  reader.username = name
  reader.password = password
  return { account, url: reader.href }
}
