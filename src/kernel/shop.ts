/** Registry group SHOP: what a store is, for every module that needs to know. */
import { defineGroup } from './registry/group.js'
import { text } from './registry/plain-kinds.js'
import { country, currency, timeZone, webAddress } from './registry/standard-kinds.js'

export const SHOP = defineGroup('SHOP', {
  NAME: text('The shop’s name, as the platforms show it.', 'Shop'),
  ADDRESS: webAddress(
    'Where the shop stands on the web; relative links of products are resolved against it.',
  ),
  CURRENCY: currency('The currency of the shop’s prices (ISO 4217).', 'EUR'),
  COUNTRY: country('The country the shop sells from (ISO 3166).', 'DE'),
  TIME_ZONE: timeZone('The shop’s time zone; sale dates and schedules are told in it.', 'UTC'),
})
