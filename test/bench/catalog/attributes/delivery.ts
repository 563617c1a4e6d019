/** Seeded attributes of sizes, weights and delivery: measures are the product's own, rules the shop's. */
import type { Random } from '../random.js'
import { type AttributesOf, euros, type Seat } from './seat.js'

type Delivery = AttributesOf<
  | 'length'
  | 'width'
  | 'height'
  | 'weight'
  | 'shipping'
  | 'shippingLabel'
  | 'shippingLength'
  | 'shippingWidth'
  | 'shippingHeight'
  | 'shippingWeight'
  | 'shipsFrom'
  | 'minHandlingDays'
  | 'maxHandlingDays'
  | 'transitTimeLabel'
  | 'returnPolicyLabel'
>

const days = { minHandlingDays: 0, maxHandlingDays: 1, minTransitDays: 1, maxTransitDays: 3 }
const prices = [290, 490, 690, 890, 1_290, 1_990]

/** The rates of each weight class; some name a region, some postal codes. */
const rates = prices.flatMap((price) => [
  [{ country: 'DE', region: 'BE', service: 'Standard', price: euros(price), ...days }],
  [{ country: 'AT', postalCode: '1010-1090', service: 'Express', price: euros(2 * price), ...days }],
])

export function deliveryOf(random: Random, _seat: Seat): Delivery {
  const centimetres = (most: number) => ({ value: random.whole(10, most * 10) / 10, unit: 'cm' })
  const grams = random.whole(20, 1_999)
  const parcel = random.whole(2, 12) * 10
  return {
    length: centimetres(120),
    width: centimetres(80),
    height: centimetres(60),
    weight: { value: grams, unit: 'g' },
    shipping: random.pick(rates),
    shippingLabel: random.pick(['small', 'bulky', 'fragile']),
    shippingLength: { value: parcel, unit: 'cm' },
    shippingWidth: { value: parcel / 2, unit: 'cm' },
    shippingHeight: { value: parcel / 4, unit: 'cm' },
    shippingWeight: { value: Math.ceil(grams / 500) / 2, unit: 'kg' },
    shipsFrom: random.pick(['DE', 'PL']),
    minHandlingDays: random.pick([0, 1]),
    maxHandlingDays: random.pick([2, 3, 5]),
    transitTimeLabel: random.pick(['fast', 'usual']),
    returnPolicyLabel: random.pick(['thirty-days', 'made-to-order']),
  }
}
