/** A product of the foreign shop made by chance: the same index gives the same product. */
import { english, type ForeignProduct, german } from '../../support/foreign/products.js'
import { type Random, randomOf } from '../catalog/random.js'
import { descriptionOf, titleOf } from '../catalog/texts.js'
import { attributes, leaves, makers, optionValues } from './generated-lookups.js'

const seed = 20_261_121
const never = '0000-00-00'

/** Product `index`; its id is one more. */
export function generatedProduct(index: number): ForeignProduct {
  const random = randomOf(seed, index)
  const id = index + 1
  const maker = random.inThousand(970) ? random.pick(makers) : undefined
  return {
    id,
    holds: 'chance',
    sku: `SKU-${id}`,
    ean: String(4_000_000_000_000 + id),
    mpn: random.inThousand(600) ? `M-${id}` : '',
    quantity: random.inThousand(150) ? 0 : random.whole(1, 400),
    stockStatus: random.pick([5, 5, 6, 8]),
    image: random.inThousand(2) ? null : imageOf(random, id, 0),
    manufacturer: maker?.id ?? 0,
    price: `${random.whole(2, 2_500)}.${String(random.whole(0, 9_999)).padStart(4, '0')}`,
    taxClass: random.inThousand(100) ? 10 : 9,
    weight: [`${random.whole(1, 40)}.${random.whole(0, 9)}0000000`, 1],
    texts: [german, english].map((language) => [
      language,
      titleOf(random, maker?.name).stored.slice(0, 250),
      entities(descriptionOf(random).stored),
    ]),
    images: [1, 2, 3].map((at) => [imageOf(random, id, at), at]),
    specials: Array.from({ length: random.pick([0, 1, 2, 3]) }, () => specialOf(random)),
    categories: random.inThousand(20) ? [] : twoOf(random, leaves),
    options: random.inThousand(300) ? optionsOf(random, id) : [],
    attributes: attributes.slice(0, 3).map((_, at) => {
      const pool = attributes.filter((__, other) => other % 3 === at)
      return [random.pick(pool), german, `${random.whole(1, 900)} mm &amp; mehr`] as const
    }),
    sold: Math.floor(2_000 * random.next() ** 4),
  }
}

const imageOf = (random: Random, id: number, at: number): string =>
  `catalog/${id % 97}/${id}-${random.whole(1e8, 9e8).toString(36)}-${at}.jpg`

type Special = NonNullable<ForeignProduct['specials']>[number]

function specialOf(random: Random): Special {
  const price = `${random.whole(1, 1_500)}.${random.whole(0, 9)}500`
  const [start, end] = random.pick([
    [never, never],
    ['2020-01-01', '2059-12-31'],
    ['2020-01-01', '2021-01-01'],
    ['2059-01-01', '2060-01-01'],
  ] as const)
  return [random.pick([1, 1, 1, 2]), random.whole(1, 2), price, start, end]
}

function optionsOf(random: Random, id: number): NonNullable<ForeignProduct['options']> {
  return optionValues.map((value, at) => [
    4 * id + at,
    11,
    value,
    random.whole(0, 9),
    `${random.whole(0, 1)}.5000`,
    random.pick(['+', '-'] as const),
  ])
}

function twoOf(random: Random, from: readonly number[]): readonly number[] {
  return [...new Set([random.pick(from), random.pick(from)])]
}

const codes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** As such shops store what was typed: its marks encoded once more. */
const entities = (html: string): string => html.replace(/[&<>"]/g, (mark) => codes[mark] ?? mark)
