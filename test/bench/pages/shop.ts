/** A shop whose pages are measured: its database filled, its feeds built, its server running, and somebody signed in. */
import { join } from 'node:path'
import { assembleStorecast } from '../../../src/app.js'
import { runChild } from '../children.js'
import type { Server } from '../database.js'
import { compiled, openShop } from '../shop.js'
import type { Amounts } from './amounts.js'
import { type Asked, askedOf } from './asked.js'
import { pixelId } from './seed/events.js'
import { otherStore, type Seeded, seedShop } from './seed/index.js'
import { type PageServer, startPages } from './server.js'
import { type Session, signIn } from './session.js'

export interface ShopOfPages {
  readonly url: string
  readonly tablesMb: number
  readonly asked: readonly Asked[]
  readonly server: PageServer
  readonly session: Session
  close(): Promise<void>
}

const buildLimitMs = 300_000
const dayMs = 86_400_000

export async function openPages(
  server: Server,
  folder: string,
  amounts: Amounts,
  say: (line: string) => void,
): Promise<ShopOfPages> {
  const now = Date.now()
  const today = now - (now % dayMs)
  const shop = await openShop(server, join(folder, `pages-${amounts.events}`), amounts.products, today, say)
  const env = { ...shop.env, ...settings }
  await runChild(process.execPath, [compiled('cli.js'), 'feed', 'build'], { env, limitMs: buildLimitMs })
  const url = shop.env.DATABASE_URL ?? ''
  const { routes, groups } = await declaredBy(env)
  say(`Seeding ${amounts.events} events and ${amounts.snapshots} snapshots.`)
  const begun = performance.now()
  const { landmarks, tablesMb }: Seeded = await seedShop(url, amounts, groups, now)
  say(`${tablesMb.toFixed(0)} MB in ${((performance.now() - begun) / 1_000).toFixed(1)} s.`)
  const running = await startPages(env)
  try {
    const session = await signIn(running.address)
    return {
      url,
      tablesMb,
      asked: askedOf(routes, landmarks),
      server: running,
      session,
      async close() {
        session.close()
        await running.close()
      },
    }
  } catch (error) {
    await running.close()
    throw error
  }
}

const settings = {
  STORECAST_STORES: otherStore,
  FACEBOOK_CONVERSION__PIXEL_ID: pixelId,
  FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: 'a-token-that-nobody-is-shown',
  XML_FEEDS__MAX_FILTERED_FEEDS: '100000',
}

/** What the product has: all routes, and all settings. */
async function declaredBy(environment: NodeJS.ProcessEnv) {
  const kernel = await assembleStorecast({ environment, logLevel: 'silent' })
  const { routes, registry } = kernel
  await kernel.close()
  return { routes, groups: registry.groups }
}
