/** Seeded attributes of the offer: when it may be shown, and every price beside the price. */
import type { Random } from '../random.js'
import { type AttributesOf, euros, type Seat } from './seat.js'

type Offer = AttributesOf<
  | 'availableAt'
  | 'expiresAt'
  | 'disclosedAt'
  | 'status'
  | 'pause'
  | 'unitMeasure'
  | 'unitBase'
  | 'installments'
  | 'subscription'
  | 'loyaltyPoints'
  | 'loyaltyPrograms'
  | 'costOfGoods'
  | 'maximumRetailPrice'
  | 'lowestAutoPrice'
  | 'minimumOrders'
  | 'freeShippingFrom'
>

const dayMs = 86_400_000

/** Pack and unit; and how many units the pack holds, in thousandths. */
const packs = [
  { pack: { value: 750, unit: 'ml' }, base: { value: 1, unit: 'l' }, thousandths: 750 },
  { pack: { value: 500, unit: 'g' }, base: { value: 1, unit: 'kg' }, thousandths: 500 },
  { pack: { value: 2.5, unit: 'kg' }, base: { value: 1, unit: 'kg' }, thousandths: 2_500 },
  { pack: { value: 4, unit: 'm' }, base: { value: 1, unit: 'm' }, thousandths: 4_000 },
] as const

/** How much of its unit a seeded pack holds, in thousandths. */
export const thousandthsOf = (measure: { readonly value: number; readonly unit: string }): number =>
  packs.find(({ pack }) => pack.value === measure.value && pack.unit === measure.unit)?.thousandths ??
  Number.NaN

export function offerOf(random: Random, { price, isExpired, today }: Seat): Offer {
  const { pack, base } = random.pick(packs)
  const share = (percent: number) => euros(Math.max(1, Math.round((price * percent) / 100)))
  return {
    availableAt: today + random.whole(20, 300) * dayMs,
    expiresAt: today + (isExpired ? -1 : 1) * random.whole(400, 2_000) * dayMs,
    disclosedAt: today - random.whole(10, 900) * dayMs,
    status: random.inThousand(950) ? 'active' : 'archived',
    pause: random.inThousand(950) ? 'ads' : 'all',
    unitMeasure: pack,
    unitBase: base,
    installments: [
      { months: random.pick([6, 12, 24]), amount: share(9), downpayment: euros(0), creditType: 'finance' },
    ],
    subscription: [{ period: 'month', periodLength: random.pick([12, 24]), amount: share(5) }],
    loyaltyPoints: [{ name: 'Shop Points', value: random.whole(1, 2_500), ratio: '0.01' }],
    loyaltyPrograms: [
      {
        program: 'club',
        tier: random.pick(['silver', 'gold']),
        price: share(95),
        points: random.whole(1, 900),
      },
    ],
    costOfGoods: share(60),
    maximumRetailPrice: share(130),
    lowestAutoPrice: share(80),
    minimumOrders: [{ country: 'DE', service: 'Standard', price: euros(1_000) }],
    freeShippingFrom: [{ country: 'DE', price: euros(5_000) }],
  }
}
