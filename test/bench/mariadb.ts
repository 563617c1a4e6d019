/** The MariaDB of the benchmarks: a private one, or the one that the environment names, and databases in it. */
import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { findMariadb, thisMachine } from '../support/mariadb/find.js'
import { startInstance } from '../support/mariadb/instance.js'

export interface Mariadb {
  /** Without a database. */
  readonly url: string
  /** Of a private server; its processor time is told by the system. */
  readonly pid: number | undefined
  /** An empty database of its own; dropped at `close` at the latest. */
  fresh(): Promise<string>
  close(): Promise<void>
}

/** `options` are a private server's alone. */
export async function openMariadb(options: readonly string[], say: (line: string) => void): Promise<Mariadb> {
  let pid: number | undefined
  const found = await findMariadb(say, {
    ...thisMachine,
    async start(binaries) {
      const instance = await startInstance(binaries, { options })
      pid = instance.pid
      return instance
    },
  })
  if (found.url === undefined) throw new Error(`The benchmark needs MariaDB: ${found.reason}`)
  const { url: serverUrl } = found
  const made: string[] = []
  return {
    url: serverUrl,
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
      // A private server goes with its folder; dropping gigabytes first would only take time.
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
