/** The channels a shop can publish; adding one is a file and a line here. */
import type { Channel } from '../engine/channel.js'
import { facebookCatalog } from './facebook-catalog.js'
import { googleMerchant } from './google-merchant.js'

export const channels: readonly Channel[] = [googleMerchant, facebookCatalog]
