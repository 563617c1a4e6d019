/** Processes of the shop: started on a database and a Graph API, and told by messages what to do. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { goWithUs } from '../children.js'
import { type Graph, pixelId, token } from './graph.js'
import { talk } from './talk.js'

export interface Hooked {
  /** Events by what became of them at the door. */
  readonly kept: Readonly<Record<string, number>>
  readonly tookMs: number
}

export interface Usage {
  readonly cpuMs: number
  readonly rssMb: number
  /** Calls of the Graph API that it began. */
  readonly posts: number
}

export interface ShopProcess {
  readonly pid: number
  /** Calls a hook for each number from `from` on, no more than `most` at a time; resolves when all are kept. */
  hook(order: { readonly from: number; readonly count: number; readonly most: number }): Promise<Hooked>
  usage(): Promise<Usage>
  /** Drains. */
  close(): Promise<void>
}

/** The environment of every process of one shop; `databaseUrl` undefined is a file of its own. */
export function environmentOf(
  databaseUrl: string | undefined,
  graph: Pick<Graph, 'url'> | undefined,
  folder: string,
): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  const data = join(folder, randomBytes(4).toString('hex'))
  mkdirSync(data, { recursive: true })
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    STORECAST_SECRET: randomBytes(24).toString('hex'),
    STORECAST_DATA: data,
    DATABASE_URL: databaseUrl ?? join(data, 'storecast.db'),
    ...(graph && { STORECAST_GRAPH_URL: graph.url }),
    SHOP__NAME: 'Benchmark Shop',
    SHOP__ADDRESS: 'https://shop.example',
    SHOP__CURRENCY: 'USD',
    SHOP__COUNTRY: 'US',
    FACEBOOK_CONVERSION__PIXEL_ID: pixelId,
    FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: token,
    SERVER__RATE_LIMIT_PER_MINUTE: '10000000',
  }
}

const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** `delivers: false` only keeps events. */
export async function startShop(env: NodeJS.ProcessEnv, { delivers = true } = {}): Promise<ShopProcess> {
  const { ask, pid, close } = await startProcess('shop-process.mjs', {
    ...env,
    ...(!delivers && { BACKGROUND: 'off' }),
  })
  return {
    pid,
    hook: (order) => ask('hook', order) as Promise<Hooked>,
    usage: () => ask('usage') as Promise<Usage>,
    close,
  }
}

/** A script of this folder in a process of its own. */
export async function startProcess(name: string, env: NodeJS.ProcessEnv) {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
  const child = spawn(process.execPath, [scriptOf(name)], { env, stdio: [...stdio] })
  goWithUs(child)
  const gone = once(child, 'close')
  const ask = await talk(child)
  return {
    ask,
    pid: child.pid ?? 0,
    async close() {
      await ask('close')
      await gone
    },
  }
}
