/** The shop of the benchmark: its database, made by the product's own migrations, and its settings. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { facebookPrefix } from './catalog/expected.js'
import { type Seeded, seedCatalog } from './catalog/seed.js'
import { shopAddress } from './catalog/seeded-product.js'
import { runChild } from './children.js'
import type { Server } from './database.js'

export interface Shop {
  readonly products: number
  /** The environment of every process of the product. */
  readonly env: NodeJS.ProcessEnv
  /** The product's files: feeds stand in `feeds`. */
  readonly folder: string
  /** The server, without a database. */
  readonly serverUrl: string
  readonly token: string
  readonly seeded: Seeded
}

/** The program that was compiled by `npm run build`. */
export const compiled = (path: string): string =>
  fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url))

/** Makes the tables in a database of its own and fills them; `folder` is for the product's files. */
export async function openShop(
  server: Server,
  folder: string,
  products: number,
  today: number,
  say: (line: string) => void,
): Promise<Shop> {
  const url = await server.fresh()
  mkdirSync(folder, { recursive: true })
  const token = randomBytes(24).toString('hex')
  const env = environment(url, folder, token)
  await migrate(env)
  say(`Seeding ${products} products.`)
  const begun = performance.now()
  const seeded = await seedCatalog(url, products, today)
  say(`${seeded.tableMb.toFixed(0)} MB in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`)
  return { products, env, folder, serverUrl: server.url, token, seeded }
}

/** A shop without a row of its own, for a catalog that stands elsewhere; the environment of its processes. */
export async function openEmptyShop(server: Server, folder: string): Promise<NodeJS.ProcessEnv> {
  mkdirSync(folder, { recursive: true })
  const env = environment(await server.fresh(), folder, randomBytes(24).toString('hex'))
  await migrate(env)
  return env
}

async function migrate(env: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(compiled('main.js'))) throw new Error('There is no compiled program: npm run build')
  await runChild(process.execPath, [compiled('cli.js'), 'migrate'], { env, limitMs: migrateLimitMs })
}

const migrateLimitMs = 60_000

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
