/** What the demo sets for the default store, as a merchant would at first. */
import { randomToken, SHOP } from '../src/kernel.js'
import { demoShop } from './catalog/demo/shop.js'
import { keysOf } from './channel-settings.js'
import { TRACKING } from './contract.js'
import type { Channel } from './engine/channel.js'
import { XML_FEEDS } from './settings.js'

/** Who the audit names for it. */
export const setByDemo = 'demo'

export interface DemoSetting {
  readonly group: string
  readonly key: string
  readonly value: string
}

/** Every channel is on, under a token that is made anew at each call. */
export function demoSettings(channels: readonly Channel[]): readonly DemoSetting[] {
  return [
    { group: SHOP.name, key: 'NAME', value: demoShop.name },
    { group: SHOP.name, key: 'CURRENCY', value: demoShop.currency },
    { group: SHOP.name, key: 'COUNTRY', value: demoShop.country },
    { group: SHOP.name, key: 'TIME_ZONE', value: demoShop.timeZone },
    ...channels.flatMap((channel) => {
      const { isEnabled, tokens, idPrefix } = keysOf(channel)
      return [
        { group: XML_FEEDS.name, key: isEnabled, value: 'true' },
        { group: XML_FEEDS.name, key: tokens, value: randomToken() },
        { group: TRACKING.name, key: idPrefix, value: demoShop.idPrefix },
      ]
    }),
  ]
}
