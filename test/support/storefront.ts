/** A shop whose pages run what a test asks of them, with hooks and a Graph stand-in behind it. */
import type { Server } from 'node:http'
import express, { type Request } from 'express'
import { onTestFinished } from 'vitest'
import type { GraphStandIn } from '../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../plugins/graph-stand-in/index.js'
import type { MetaApi } from '../../plugins/meta-capi/contract.js'
import type { MetaOptions } from '../../plugins/meta-capi/index.js'
import { modulesOf } from '../../src/app.js'
import { assemble, type Kernel, type KernelOptions } from '../../src/kernel/assembly.js'
import { type Lines, lines } from './lines.js'
import { memoryCatalog } from './memory-catalog.js'
import { testFolder } from './temp-folder.js'

export const pixelId = '1234567890'
export const accessToken = 'the-token-of-these-tests'

/** What a browser sends. */
const browser = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36',
}

export interface StorefrontOptions extends Omit<KernelOptions, 'environment' | 'database'> {
  readonly url: string
  readonly meta?: MetaOptions
  readonly environment?: Readonly<Record<string, string | undefined>>
}

export interface StoredEvent {
  readonly name: string
  readonly state: string
  readonly body: string
  readonly event_id: string
}

export interface Storefront {
  readonly kernel: Kernel
  readonly meta: MetaApi
  readonly graph: GraphStandIn
  readonly lines: Lines
  /** Runs the work inside a request; resolves when its response is out. */
  visit<T>(
    work: (req: Request) => T | Promise<T>,
    path?: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<T>
  /** What is stored, the newest last. */
  entries(): Promise<readonly StoredEvent[]>
  /** Resolves when all that hooks handed in is stored. */
  settled(): Promise<void>
}

/** Migrated; nothing is sent but by `kernel.outbox.deliver()`. Closed when the current test has finished. */
export async function openStorefront(options: StorefrontOptions): Promise<Storefront> {
  const { url, meta = {}, environment = {}, ...others } = options
  const written = lines()
  const graph = await startGraphStandIn({
    pixels: { [pixelId]: accessToken },
    ...(options.clock && { clock: options.clock }),
  })
  onTestFinished(() => graph.close())
  const kernel = await assemble(modulesOf({ catalog: memoryCatalog(0), meta }), {
    logDestination: written,
    logLevel: 'trace',
    secret: 'the secret of these tests',
    dataFolder: testFolder(),
    ...others,
    database: url,
    environment: {
      NODE_ENV: 'production',
      SHOP__ADDRESS: 'https://shop.example',
      STORECAST_GRAPH_URL: graph.url,
      FACEBOOK_CONVERSION__PIXEL_ID: pixelId,
      FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: accessToken,
      SERVER__RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
    },
  })
  const pages = new Map<string, (req: Request) => Promise<void>>()
  const app = express()
  app.use(kernel.router)
  app.use(async (req, res) => {
    await pages.get(String(req.headers['x-page']))?.(req)
    res.end('a page')
  })
  const server: Server = app.listen(0)
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await kernel.close()
  })
  await kernel.migrate()
  const { port } = server.address() as { readonly port: number }
  let visits = 0
  return {
    kernel,
    meta: kernel.api('meta', 'default') as MetaApi,
    graph,
    lines: written,
    async visit<T>(work: (req: Request) => T | Promise<T>, path = '/', headers = {}): Promise<T> {
      const page = String(++visits)
      const results: Promise<T>[] = []
      pages.set(page, async (req) => {
        const result = (async () => await work(req))()
        results.push(result)
        await result.catch(() => {})
      })
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { ...browser, connection: 'close', ...headers, 'x-page': page },
      })
      await answer.arrayBuffer()
      const [result] = results
      if (result === undefined) throw new Error('the page was not visited')
      return result
    },
    entries: () =>
      kernel.database
        .knex('storecast_outbox_entries')
        .orderBy('id')
        .select('name', 'state', 'body', 'event_id'),
    settled: () => kernel.idle(),
  }
}
