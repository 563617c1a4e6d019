/** The demo module: plants a made-up shop, switches its feeds on and serves its pictures; never mounted on real data. */
import { defineModule, randomToken, SHOP } from '../src/kernel.js'
import { createImageRoute } from './catalog/demo/images.js'
import { plantDemo } from './catalog/demo/plant.js'
import { demoShop, demoStore } from './catalog/demo/shop.js'
import { TRACKING, XML_FEEDS } from './settings.js'

const by = 'demo'

export const demoModule = defineModule({
  name: 'demo',
  summary: 'A made-up shop to try everything with.',
  assemble: (host) => host,
  routes: () => [createImageRoute()],
  welcome: async () => [
    'This is a made-up demo shop. With your own products: STORECAST_CATALOG=sql, and the README.',
  ],
  async prepare(host) {
    await plantDemo(host.database, demoStore, host.clock.now())
    for (const [group, key, value] of initialSettings()) {
      await host.registry.setIfAbsent('default', group, key, value, by)
    }
  },
})

/** What a merchant would set first; what is set already stays. */
function initialSettings(): readonly (readonly [string, string, string])[] {
  return [
    [SHOP.name, 'NAME', demoShop.name],
    [SHOP.name, 'CURRENCY', demoShop.currency],
    [SHOP.name, 'COUNTRY', demoShop.country],
    [SHOP.name, 'TIME_ZONE', demoShop.timeZone],
    [XML_FEEDS.name, 'IS_ENABLED_FACEBOOK', 'true'],
    [XML_FEEDS.name, 'FACEBOOK_TOKEN', randomToken()],
    [XML_FEEDS.name, 'IS_ENABLED_GOOGLE', 'true'],
    [XML_FEEDS.name, 'GOOGLE_TOKEN', randomToken()],
    [TRACKING.name, 'PRODUCT_ID_PREFIX_FACEBOOK', demoShop.idPrefix],
    [TRACKING.name, 'PRODUCT_ID_PREFIX_GOOGLE', demoShop.idPrefix],
  ]
}
