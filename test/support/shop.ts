/** A whole Storecast on a database and a catalog of a test's own, served over HTTP; no schedule runs unless it is started. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import express from 'express'
import { onTestFinished } from 'vitest'
import type { FeedsApi } from '../../feeds/api.js'
import type { Catalog } from '../../feeds/catalog/contract.js'
import { findPublished, type Published } from '../../feeds/engine/snapshots.js'
import type { FeedsState } from '../../feeds/state.js'
import { modulesOf, type StorecastOptions } from '../../src/app.js'
import { assemble, type Kernel } from '../../src/kernel/assembly.js'
import type { StandingProblem } from '../../src/kernel/problems.js'
import { parseFeed } from './feed.js'
import { type Answer, type Asking, type Listening, listen, send } from './http.js'
import { type Lines, lines } from './lines.js'
import { testFolder } from './temp-folder.js'

export interface Shop {
  readonly kernel: Kernel
  readonly state: FeedsState
  readonly feeds: FeedsApi
  readonly url: string
  readonly port: number
  readonly lines: Lines
  /** Where its feed files stand. */
  readonly folder: string
  /** Fetches below the address of the Google feed: `?brand=A`. */
  fetch(query?: string, asking?: Asking): Promise<Answer>
  published(query?: string): Promise<Published | undefined>
  problems(): Promise<readonly StandingProblem[]>
  codes(): Promise<readonly string[]>
  /** Names of all its feed files, those of interrupted builds included. */
  files(): readonly string[]
  close(): Promise<void>
}

export interface ShopOptions extends Omit<StorecastOptions, 'catalog' | 'database' | 'environment'> {
  readonly url: string
  readonly catalog: Catalog | 'sql'
  /** On top of an open and enabled Google feed. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Migrated and listening; closed when the current test has finished. */
export async function openShop({ url, catalog, environment, ...options }: ShopOptions): Promise<Shop> {
  const written = lines()
  const dataFolder = options.dataFolder ?? testFolder()
  const kernel = await assemble(modulesOf({ catalog }), {
    logDestination: written,
    logLevel: 'debug',
    secret: 'the secret of these tests',
    ...options,
    dataFolder,
    database: url,
    environment: {
      XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
      XML_FEEDS__IS_PROTECTED_GOOGLE: 'false',
      SHOP__ADDRESS: 'https://shop.example',
      SERVER__RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
    },
  })
  let server: Listening | undefined
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await kernel.close()
    await server?.close()
  }
  onTestFinished(close)
  await kernel.migrate()
  const app = express()
  app.use(kernel.router)
  app.use(kernel.notFound)
  server = await listen(app)
  const { url: address, port } = server
  const state = kernel.state('feeds') as FeedsState
  const folder = join(dataFolder, 'feeds')
  const problems = () => kernel.problems.standing('default')
  return {
    kernel,
    state,
    feeds: kernel.api('feeds', 'default') as FeedsApi,
    url: address,
    port,
    lines: written,
    folder,
    fetch: (query = '', asking = {}) => send(`${address}/xml/google-merchant${query}`, asking),
    async published(query = '') {
      const feed = await state.feedFrom('default', 'google-merchant', new URLSearchParams(query))
      return findPublished(kernel.database.knex, feed)
    },
    problems,
    codes: async () => (await problems()).map(({ code }) => code),
    files: () =>
      existsSync(folder)
        ? readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map(({ name }) => name)
        : [],
    close,
  }
}

/** The ids in a feed, in their order; throws where it is not well-formed XML. */
export async function idsIn(xml: string): Promise<readonly string[]> {
  return (await parseFeed(xml)).items.map((item) => item['g:id'] ?? '')
}

/** The ids in a packed feed. */
export const packedIds = (packed: Buffer): Promise<readonly string[]> => idsIn(gunzipSync(packed).toString())
