/** The database of the benchmark: one private MariaDB, or the one that the environment names, and databases in it. */
import { randomBytes } from 'node:crypto'
import { totalmem } from 'node:os'
import { createConnection } from 'mysql2/promise'
import { findMariadb, thisMachine } from '../support/mariadb/find.js'
import { startInstance } from '../support/mariadb/instance.js'

export interface Server {
  /** Without a database. */
  readonly url: string
  /** What the private server keeps in memory; undefined of a server that was given. */
  readonly poolMb: number | undefined
  /** An empty database of its own; dropped at `close` at the latest. */
  fresh(): Promise<string>
  close(): Promise<void>
}

/** Rows with their indexes, and room for those of the smaller catalogs and the foreign shop. */
const poolBytesPerProduct = 8 * 1024
const leastPoolMb = 1_024

/** Starts it with memory for all rows, but never more than half the machine's: then the floor, too, reads from the disk. */
export async function openServer(products: number, say: (line: string) => void): Promise<Server> {
  const wantedMb = Math.max(leastPoolMb, (products * poolBytesPerProduct) / 2 ** 20)
  const poolMb = Math.round(Math.min(wantedMb, totalmem() / 2 ** 20 / 2))
  const options = [`--innodb-buffer-pool-size=${poolMb}M`, `--innodb-log-file-size=${poolMb >> 2}M`]
  const found = await findMariadb(say, {
    ...thisMachine,
    start: (binaries) => startInstance(binaries, { options }),
  })
  if (found.url === undefined) throw new Error(`The benchmark needs MariaDB: ${found.reason}`)
  const { url: serverUrl } = found
  const made: string[] = []
  return {
    url: serverUrl,
    poolMb: thisMachine.given === undefined ? poolMb : undefined,
    async fresh() {
      const name = `sc_bench_${randomBytes(4).toString('hex')}`
      await execute(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
      made.push(name)
      const url = new URL(serverUrl)
      url.pathname = `/${name}`
      return url.href
    },
    async close() {
      // A private server goes with its folder; dropping gigabytes first would only take time.
      if (thisMachine.given !== undefined) {
        for (const name of made) await execute(serverUrl, `DROP DATABASE IF EXISTS ${name}`)
      }
      await found.end()
    },
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const connection = await createConnection({ uri: url })
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
