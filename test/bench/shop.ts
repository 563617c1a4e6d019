/** The shop of the benchmark: its database, made by the product's own migrations, and its settings. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createConnection } from 'mysql2/promise'
import { findMariadb, thisMachine } from '../support/mariadb/find.js'
import { startInstance } from '../support/mariadb/instance.js'
import { facebookPrefix } from './catalog/expected.js'
import { type Seeded, seedCatalog } from './catalog/seed.js'
import { shopAddress } from './catalog/seeded-product.js'
import { runChild } from './children.js'

export interface Shop {
  /** The environment of every process of the product. */
  readonly env: NodeJS.ProcessEnv
  /** The server, without a database. */
  readonly serverUrl: string
  readonly database: string
  readonly token: string
  readonly seeded: Seeded
  close(): Promise<void>
}

/** The program that was compiled by `npm run build`. */
export const compiled = (path: string): string =>
  fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url))

/** Opens a MariaDB, makes the tables and fills them; `folder` is for the product's files. */
export async function openShop(folder: string, products: number, say: (line: string) => void): Promise<Shop> {
  if (!existsSync(compiled('main.js'))) throw new Error('There is no compiled program: npm run build')
  // Enough for all rows: the disk is not what is measured.
  const options = ['--innodb-buffer-pool-size=1G', '--innodb-log-file-size=256M']
  const found = await findMariadb(say, {
    ...thisMachine,
    start: (binaries) => startInstance(binaries, { options }),
  })
  if (found.url === undefined) throw new Error(`The benchmark needs MariaDB: ${found.reason}`)
  const database = `sc_bench_${randomBytes(4).toString('hex')}`
  const close = async () => {
    await execute(found.url, `DROP DATABASE IF EXISTS ${database}`)
    await found.end()
  }
  try {
    await execute(found.url, `CREATE DATABASE ${database} CHARACTER SET utf8mb4`)
    const url = new URL(found.url)
    url.pathname = `/${database}`
    const token = randomBytes(24).toString('hex')
    const env = environment(url.href, folder, token)
    await runChild(process.execPath, [compiled('cli.js'), 'migrate'], { env, limitMs: 60_000 })
    say(`Seeding ${products} products.`)
    const seeded = await seedCatalog(url.href, products)
    return { env, serverUrl: found.url, database, token, seeded, close }
  } catch (error) {
    await close()
    throw error
  }
}

function environment(url: string, folder: string, token: string): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    STORECAST_SECRET: randomBytes(24).toString('hex'),
    STORECAST_CATALOG: 'sql',
    STORECAST_DATA: folder,
    DATABASE_URL: url,
    SHOP__NAME: 'Benchmark Shop',
    SHOP__ADDRESS: shopAddress,
    SHOP__CURRENCY: 'EUR',
    SHOP__TIME_ZONE: 'Europe/Berlin',
    XML_FEEDS__IS_ENABLED_FACEBOOK: 'true',
    XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
    XML_FEEDS__CUSTOM_PRICE_FACEBOOK: 'true',
    XML_FEEDS__FACEBOOK_TOKEN: token,
    XML_FEEDS__GOOGLE_TOKEN: token,
    TRACKING__PRODUCT_ID_PREFIX_FACEBOOK: facebookPrefix,
    // No look at the catalog while fetches are measured.
    XML_FEEDS__REFRESH_SCHEDULE: '0 0 1 1 *',
    SERVER__RATE_LIMIT_PER_MINUTE: '10000000',
    SERVER__METRICS_TOKEN: token,
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
