/** What the demo sets for the default store, as a merchant would at first. */
import { randomToken, SHOP } from '../src/kernel.js'
import { demoShop } from './catalog/demo/shop.js'
import { TRACKING, XML_FEEDS } from './settings.js'

/** Who the audit names for it. */
export const setByDemo = 'demo'

export interface DemoSetting {
  readonly group: string
  readonly key: string
  readonly value: string
}

/** Tokens are made anew at each call. */
export function demoSettings(): readonly DemoSetting[] {
  return [
    { group: SHOP.name, key: 'NAME', value: demoShop.name },
    { group: SHOP.name, key: 'CURRENCY', value: demoShop.currency },
    { group: SHOP.name, key: 'COUNTRY', value: demoShop.country },
    { group: SHOP.name, key: 'TIME_ZONE', value: demoShop.timeZone },
    { group: XML_FEEDS.name, key: 'IS_ENABLED_FACEBOOK', value: 'true' },
    { group: XML_FEEDS.name, key: 'FACEBOOK_TOKEN', value: randomToken() },
    { group: XML_FEEDS.name, key: 'IS_ENABLED_GOOGLE', value: 'true' },
    { group: XML_FEEDS.name, key: 'GOOGLE_TOKEN', value: randomToken() },
    { group: TRACKING.name, key: 'PRODUCT_ID_PREFIX_FACEBOOK', value: demoShop.idPrefix },
    { group: TRACKING.name, key: 'PRODUCT_ID_PREFIX_GOOGLE', value: demoShop.idPrefix },
  ]
}
