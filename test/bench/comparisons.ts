/** What a build is held against: smaller catalogs, xmlbuilder2 making the items, and a foreign shop's tables. */
import { join } from 'node:path'
import { type BuildRun, measureBuild, measureBuilder, measureForeign, measureSteadyBuild } from './build.js'
import { type ChannelName, channels } from './catalog/expected.js'
import type { Server } from './database.js'
import { foreignMapping, seedForeignShop } from './foreign/index.js'
import { openEmptyShop, type Shop } from './shop.js'

/** What a product costs in a steady build of a catalog of this size. */
export interface Cost {
  readonly channel: ChannelName
  readonly products: number
  readonly microseconds: number
}

/** How many times as long as the product's own cold build of as many products. */
export interface Times {
  readonly channel: ChannelName
  readonly products: number
  readonly times: number
}

export async function measureCosts(shops: readonly Shop[], say: (line: string) => void): Promise<Cost[]> {
  const costs: Cost[] = []
  for (const { env, products } of shops) {
    say(`Building ${products} products, again and again.`)
    for (const channel of channels) {
      const { tookMs } = await measureSteadyBuild(env, channel, products)
      costs.push({ channel, products, microseconds: (tookMs / products) * 1_000 })
    }
  }
  return costs
}

export interface Compared {
  readonly builder: readonly Times[]
  readonly foreign: Times
}

/** Throws where xmlbuilder2 makes another file than the product does. */
export async function compareBuilds(
  server: Server,
  { env, folder, products }: Shop,
  say: (line: string) => void,
): Promise<Compared> {
  const own = new Map<ChannelName, BuildRun>()
  const builder: Times[] = []
  for (const channel of channels) {
    say(`Building ${channel} of ${products} products with xmlbuilder2.`)
    const run = await measureBuild(env, channel)
    const byBuilder = await measureBuilder(env, channel)
    if (byBuilder.snapshot.sha256 !== run.snapshot.sha256) {
      throw new Error(`${channel}: xmlbuilder2 makes another file of the same products`)
    }
    own.set(channel, run)
    builder.push({ channel, products, times: byBuilder.tookMs / run.tookMs })
  }
  return { builder, foreign: await measureForeignShop(server, folder, products, own, say) }
}

async function measureForeignShop(
  server: Server,
  folder: string,
  products: number,
  own: ReadonlyMap<ChannelName, BuildRun>,
  say: (line: string) => void,
): Promise<Times> {
  const channel = 'google-merchant'
  say(`Seeding a foreign shop of ${products} products.`)
  const env = await openEmptyShop(server, join(folder, 'foreign'))
  const url = await server.fresh()
  await seedForeignShop(url, products)
  say('Building it.')
  const run = await measureForeign({ ...env, SHOP__CURRENCY: foreignMapping(url).currency }, channel, url)
  if (run.snapshot.items < products / 2) {
    throw new Error(`The foreign shop of ${products} products gave ${run.snapshot.items} items`)
  }
  return { channel, products, times: run.tookMs / (own.get(channel)?.tookMs ?? Number.NaN) }
}
