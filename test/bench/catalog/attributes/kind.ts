/** Seeded attributes that say what kind of thing it is: words of a small vocabulary, as in any shop. */
import type { Random } from '../random.js'
import { capital } from '../texts.js'
import { colours, materials, places } from '../vocabulary.js'
import type { AttributesOf, Seat } from './seat.js'

type Kind = AttributesOf<
  | 'googleCategory'
  | 'metaCategory'
  | 'identifierExists'
  | 'vendorId'
  | 'sellerId'
  | 'color'
  | 'size'
  | 'sizeTypes'
  | 'sizeSystem'
  | 'material'
  | 'pattern'
  | 'gender'
  | 'ageGroup'
  | 'variantOptions'
  | 'isAdult'
  | 'isBundle'
  | 'multipack'
>

const sizes = ['XS', 'S', 'M', 'L', '36', '38', '40', '42']

export function kindOf(random: Random, { index, group }: Seat): Kind {
  return {
    googleCategory: random.pick(['1604', '166', '536', '188', '632', '2271']),
    metaCategory: random.pick(['114', '289', '382', '426', '430']),
    identifierExists: random.inThousand(900),
    vendorId: `vendor-${random.whole(1, 40)}`,
    sellerId: `seller_${random.whole(1, 40)}`,
    color: `${capital(random.pick(colours))}/${capital(random.pick(colours.slice(0, 5)))}`,
    // Each of a group has another one: variants that cannot be told apart would not be told as variants.
    size: sizes[(index % 4) + 4 * (group % 2)] ?? '',
    sizeTypes: [random.pick(['regular', 'petite', 'tall'])],
    sizeSystem: random.pick(['EU', 'UK', 'US']),
    material: `${capital(random.pick(materials))}/${random.pick(materials)}`,
    pattern: random.pick(['plain', 'striped', 'dotted', 'checked']),
    gender: random.pick(['male', 'female', 'unisex']),
    ageGroup: random.pick(['infant', 'toddler', 'kids', 'adult']),
    variantOptions: [{ name: 'Edition', value: random.pick(places) }],
    isAdult: random.inThousand(10),
    isBundle: random.inThousand(100),
    multipack: random.whole(2, 12),
  }
}
