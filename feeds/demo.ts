/** The demo module: plants a made-up shop, switches its feeds on and serves its pictures; never on a shop's own data. */
import { AppError, defineModule, type Host } from '../src/kernel.js'
import { createImageRoute } from './catalog/demo/images.js'
import { plantDemo } from './catalog/demo/plant.js'
import { demoStore } from './catalog/demo/shop.js'
import { tables } from './catalog/sql/schema.js'
import { demoSettings, setByDemo } from './demo-settings.js'
import type { Channel } from './engine/channel.js'
import { DEMO } from './settings.js'

/** `channels` are all switched on. */
export const demoModule = (channels: readonly Channel[]) =>
  defineModule({
    name: 'demo',
    summary: 'A made-up shop to try everything with.',
    assemble: (host) => host,
    routes: () => [createImageRoute()],
    welcome: async () => [
      'This is a made-up demo: nothing leaves this machine. With your own products: STORECAST_CATALOG=sql, and the README.',
    ],
    async prepare(host) {
      await claim(host)
      await plantDemo(host.database, demoStore, host.clock.now())
      for (const { group, key, value } of demoSettings(channels)) {
        await host.registry.setIfAbsent('default', group, key, value, setByDemo)
      }
    },
  })

/** The mark comes first: whoever sees anything else of the demo, in another process, sees the mark as well. */
async function claim(host: Host): Promise<void> {
  if ((await host.registry.read(DEMO, 'default')).IS_PLANTED) return
  if (await isSomebodys(host)) {
    throw new AppError(
      'DEMO_ON_REAL_DATA',
      'invalid',
      'This database holds products or settings of a shop, so the demo stays out of it. Set STORECAST_CATALOG=sql to work with the shop, or DATABASE_URL to another place for the demo.',
    )
  }
  await host.registry.setIfAbsent('default', DEMO.name, 'IS_PLANTED', 'true', setByDemo)
}

async function isSomebodys({ database, registry }: Host): Promise<boolean> {
  const settings = await registry.list('default')
  if (settings.some(({ source }) => source === 'database')) return true
  const [product] = await database.knex(tables.products).where({ store: 'default' }).select('id').limit(1)
  return product !== undefined
}
