/** Every rule of Google’s reference, in its order. */
import { googleBasics } from './google-basics.js'
import { googleCampaigns } from './google-campaigns.js'
import { googleContent } from './google-content.js'
import { googleDelivery } from './google-delivery.js'
import { googleIdentity } from './google-identity.js'
import { googleLooks } from './google-looks.js'
import { googleMedia } from './google-media.js'
import { googleOffers } from './google-offers.js'
import { googlePrices } from './google-prices.js'
import type { Rule } from './rule.js'

export const googleRules: readonly Rule[] = [
  ...googleBasics,
  ...googleMedia,
  ...googlePrices,
  ...googleOffers,
  ...googleIdentity,
  ...googleLooks,
  ...googleContent,
  ...googleDelivery,
  ...googleCampaigns,
]
