/** What the demo shop says of delivery. */
import type { Attributes } from '../attributes.js'
import { eur } from './demo-product.js'

/** By parcel, in three working days; free from 60 euros. */
export const parcel: Attributes = {
  shipping: [
    { country: 'DE', service: 'Parcel', price: eur(490), minTransitDays: 1, maxTransitDays: 2 },
    { country: 'AT', service: 'Parcel', price: eur(790), minTransitDays: 2, maxTransitDays: 3 },
  ],
  minHandlingDays: 0,
  maxHandlingDays: 1,
  freeShippingFrom: [{ country: 'DE', price: eur(6000) }],
}

/** What no parcel takes: by carrier, to one region of the islands at a price of its own. */
export const freight: Attributes = {
  shipping: [
    { country: 'DE', service: 'Carrier', price: eur(2900), minHandlingDays: 2, maxHandlingDays: 4 },
    { country: 'DE', postalCode: '25*', service: 'Ferry', price: eur(4900) },
  ],
  shippingLabel: 'freight',
  transitTimeLabel: 'carrier',
  shipsFrom: 'DE',
}
