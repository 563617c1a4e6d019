/** The databases that everything with SQL is tested on, and a suite that runs once on each. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { afterAll, describe, inject } from 'vitest'
import { hold } from './held.js'
import { tempFolder } from './temp-folder.js'

export interface FreshDatabase {
  /** As `DATABASE_URL` takes it. */
  readonly url: string
  /** May be called twice; close what is connected to it first. */
  drop(): Promise<void>
}

export interface TestDatabase {
  readonly kind: 'sqlite' | 'mysql'
  /** As names of suites show it. */
  readonly title: string
  readonly available: boolean
  /** An empty database of the caller's own. */
  fresh(): Promise<FreshDatabase>
}

const mysqlUrl = inject('mysqlUrl')

const sqlite: TestDatabase = {
  kind: 'sqlite',
  title: 'SQLite',
  available: inject('sqlite'),
  async fresh() {
    const folder = tempFolder()
    return { url: join(folder.path, 'storecast.db'), drop: async () => folder.remove() }
  },
}

const mysql: TestDatabase = {
  kind: 'mysql',
  title: 'MariaDB',
  available: mysqlUrl !== '',
  async fresh() {
    const name = `sc_${randomBytes(6).toString('hex')}`
    await execute(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
    const drop = () => execute(`DROP DATABASE IF EXISTS ${name}`)
    const release = hold(`the database ${name}`, drop)
    const url = new URL(mysqlUrl)
    url.pathname = `/${name}`
    return {
      url: url.href,
      drop: async () => {
        await drop()
        release()
      },
    }
  },
}

export const databases: readonly TestDatabase[] = [sqlite, mysql]

/** Runs a suite once on each database; what `fresh` made and nobody dropped goes after the suite's own hooks. */
export function describeEachDatabase(
  name: string,
  suite: (fresh: () => Promise<FreshDatabase>, kind: TestDatabase['kind']) => void,
): void {
  for (const database of databases) {
    describe.skipIf(!database.available)(`${name} (${database.title})`, () => {
      const made: FreshDatabase[] = []
      afterAll(async () => {
        for (const { drop } of made) await drop()
      })
      const fresh = async () => {
        const one = await database.fresh()
        made.push(one)
        return one
      }
      suite(fresh, database.kind)
    })
  }
}

async function execute(statement: string): Promise<void> {
  const connection = await createConnection({ uri: mysqlUrl })
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}
