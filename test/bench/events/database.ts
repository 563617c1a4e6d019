/** The database of this benchmark: a private MariaDB that flushes every commit, as a shop's does. */
import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { findMariadb, thisMachine } from '../../support/mariadb/find.js'
import { startInstance } from '../../support/mariadb/instance.js'

export interface Server {
  /** Of a private server; its processor time is told by the system. */
  readonly pid: number | undefined
  /** An empty database of its own; dropped at `close` at the latest. */
  fresh(): Promise<string>
  close(): Promise<void>
}

// Behind those of the tests, which flush nothing: a promise of durability is measured with what it costs.
const durable = [
  '--innodb-flush-method=O_DIRECT',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=1',
  '--innodb-buffer-pool-size=1G',
  '--innodb-log-file-size=512M',
]

export async function openServer(say: (line: string) => void): Promise<Server> {
  let pid: number | undefined
  const found = await findMariadb(say, {
    ...thisMachine,
    async start(binaries) {
      const instance = await startInstance(binaries, { options: durable })
      pid = instance.pid
      return instance
    },
  })
  if (found.url === undefined) throw new Error(`The benchmark needs MariaDB: ${found.reason}`)
  const { url: serverUrl } = found
  const made: string[] = []
  return {
    pid,
    async fresh() {
      const name = `sc_bench_${randomBytes(4).toString('hex')}`
      await execute(serverUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
      made.push(name)
      const url = new URL(serverUrl)
      url.pathname = `/${name}`
      return url.href
    },
    async close() {
      // A private server goes with its folder.
      if (pid === undefined)
        for (const name of made) await execute(serverUrl, `DROP DATABASE IF EXISTS ${name}`)
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
