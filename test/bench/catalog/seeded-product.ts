/** A seeded product: the row that a shop would have stored, and what that row means. */
import type { LocalTime } from './local-time.js'
import { type Random, randomOf } from './random.js'
import { type Block, descriptionOf, type Line, titleOf } from './texts.js'
import { adjectives, brands, colours, departments, nouns } from './vocabulary.js'

export interface Image {
  readonly stored: string
  readonly address: string
  readonly format: 'jpg' | 'png' | 'webp'
}

/** Amounts in cents. */
export interface Sale {
  readonly amount: number
  readonly period: { readonly from: LocalTime; readonly to: LocalTime; readonly isOver: boolean } | undefined
}

export interface SeededProduct {
  readonly id: string
  readonly groupId: string | undefined
  readonly title: Line
  readonly description: Block
  readonly link: { readonly stored: string; readonly address: string }
  readonly image: Image | undefined
  readonly furtherImages: readonly Image[]
  /** Undefined where stock decides. */
  readonly availability: 'in_stock' | 'out_of_stock' | 'preorder' | 'backorder' | undefined
  readonly quantity: number | undefined
  readonly currency: 'EUR' | 'USD'
  readonly price: number
  readonly customPrice: number | undefined
  readonly sale: Sale | undefined
  readonly brand: string | undefined
  readonly gtin: { readonly digits: string; readonly isValid: boolean } | undefined
  readonly mpn: string | undefined
  readonly condition: 'new' | 'refurbished' | 'used'
  readonly category: Category | undefined
  readonly sold: number
  /** Its `expiresAt` is past. */
  readonly isExpired: boolean
  /** Others name its id as their group: it is their parent, and no item. */
  readonly isParent: boolean
}

export interface Category {
  readonly id: string
  readonly parentId: string | undefined
  readonly name: string
  /** From the outermost to this one. */
  readonly path: readonly string[]
}

export const seed = 20_260_101
export const shopAddress = 'https://shop.example'
const imageAddress = 'https://cdn.shop.example'

/** All categories: departments, what stands below them, and one more level. */
export const categories: readonly Category[] = Object.entries(departments).flatMap(([name, below], top) => {
  const department: Category = { id: `c${top}`, parentId: undefined, name, path: [name] }
  return [
    department,
    ...below.flatMap((middle, at) => {
      const section: Category = {
        id: `${department.id}-${at}`,
        parentId: department.id,
        name: middle,
        path: [name, middle],
      }
      const shelves = adjectives.slice(0, 8).map((adjective, last): Category => {
        const leaf = `${adjective} ${middle}`
        return { id: `${section.id}-${last}`, parentId: section.id, name: leaf, path: [name, middle, leaf] }
      })
      return [section, ...shelves]
    }),
  ]
})

/** The product with this index; ids ascend with it. Four in a row make a group, so that catalogs hold a multiple of four. */
export function seededProduct(index: number): SeededProduct {
  const random = randomOf(seed, index)
  const number = numberOf(index)
  const brand = random.inThousand(970) ? random.pick(brands) : undefined
  const slug = `${random.pick(adjectives)}-${random.pick(nouns)}-${random.pick(colours)}`
  const price = random.inThousand(1) ? 0 : random.whole(199, 250_000)
  const images = imagesOf(random, number)
  const { groupId, isParent } = groupOf(random, index)
  return {
    id:
      !isParent && random.inThousand(1)
        ? `${productId(index)}-${'limited-edition-'.repeat(4)}`
        : productId(index),
    groupId,
    isParent,
    title: titleOf(random, brand),
    description: descriptionOf(random),
    link: linkOf(random, slug, number),
    ...images,
    ...stockOf(random),
    currency: random.inThousand(1) ? 'USD' : 'EUR',
    price,
    customPrice: random.inThousand(50) ? random.whole(199, 250_000) : undefined,
    sale: random.inThousand(500) ? saleOf(random, price) : undefined,
    brand,
    gtin: random.inThousand(800) ? gtinOf(random, index) : undefined,
    mpn: random.inThousand(600) ? `${slug.slice(0, 3).toUpperCase()}-${number}` : undefined,
    condition: random.inThousand(960) ? 'new' : random.pick(['refurbished', 'used'] as const),
    category: random.inThousand(980) ? random.pick(categories) : undefined,
    sold: Math.floor(2_000 * random.next() ** 4),
    isExpired: random.inThousand(1),
  }
}

/** The usual form of the shop's ids. */
export const productId = (index: number): string => `SC-${numberOf(index)}`

/** The product's number as addresses have it. */
export const numberOf = (index: number): string => String(index).padStart(8, '0')

/** Some groups have a product as their parent, and then the other three all name it. */
function groupOf(random: Random, index: number): Pick<SeededProduct, 'groupId' | 'isParent'> {
  const group = Math.floor(index / 4)
  if (!randomOf(seed + 2, group).inThousand(4)) {
    return { groupId: random.inThousand(300) ? `G-${group}` : undefined, isParent: false }
  }
  return index % 4 === 0
    ? { groupId: undefined, isParent: true }
    : { groupId: productId(group * 4), isParent: false }
}

function linkOf(random: Random, slug: string, number: string): SeededProduct['link'] {
  const kind = random.whole(0, 99)
  if (kind < 60) return same(`${shopAddress}/p/${slug}-${number}`)
  if (kind < 70) return same(`${shopAddress}/p/${slug}-${number}?ref=feed&v=2`)
  const path = `/p/${slug}-${number}`
  if (kind < 98) return { stored: path, address: shopAddress + path }
  return {
    stored: `/p/kühl & ${slug} ${number}`,
    address: `${shopAddress}/p/k%C3%BChl%20&%20${slug}%20${number}`,
  }
}

const same = (address: string) => ({ stored: address, address })

function imagesOf(random: Random, number: string): Pick<SeededProduct, 'image' | 'furtherImages'> {
  if (random.inThousand(2)) return { image: undefined, furtherImages: [] }
  const all = Array.from({ length: 1 + random.whole(0, 6) }, (_, at) => imageOf(random, number, at))
  return random.inThousand(5)
    ? { image: undefined, furtherImages: all }
    : { image: all[0], furtherImages: all.slice(1) }
}

function imageOf(random: Random, number: string, at: number): Image {
  const chance = random.whole(0, 99)
  const format = chance < 5 ? 'webp' : chance < 20 ? 'png' : 'jpg'
  const path = `/i/${number.slice(-2)}/${number}-${random.whole(1e8, 9e8).toString(36)}-${at}.${format}`
  return { ...same(imageAddress + path), format }
}

function stockOf(random: Random): Pick<SeededProduct, 'availability' | 'quantity'> {
  const quantity = random.inThousand(50) ? undefined : random.inThousand(150) ? 0 : random.whole(1, 400)
  const availability = random.inThousand(100)
    ? random.pick(['in_stock', 'out_of_stock', 'preorder', 'backorder'] as const)
    : undefined
  return { availability, quantity }
}

function saleOf(random: Random, price: number): Sale {
  const amount = random.inThousand(50) ? price + random.whole(0, 500) : random.whole(1, Math.max(1, price))
  const kind = random.whole(0, 9)
  if (kind < 4) return { amount, period: undefined }
  if (kind < 7) return { amount, period: period(random, 2_020, 2_060, false) }
  if (kind < 9) return { amount, period: period(random, 2_020, 2_021, true) }
  return { amount, period: period(random, 2_061, 2_063, false) }
}

function period(random: Random, fromYear: number, toYear: number, isOver: boolean): Sale['period'] {
  return { from: timeIn(random, fromYear), to: timeIn(random, toYear), isOver }
}

/** March and October are left out: in them the clocks change. */
function timeIn(random: Random, year: number): LocalTime {
  return {
    year,
    month: random.pick([1, 2, 4, 5, 6, 7, 8, 9, 11, 12]),
    day: random.whole(1, 28),
    hour: random.pick([0, 0, 8, 10, 18, 23]),
    minute: random.pick([0, 0, 30, 59]),
  }
}

function gtinOf(random: Random, index: number): { digits: string; isValid: boolean } {
  const body = String(400_000_000_000 + index)
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  const check = (10 - (sum % 10)) % 10
  const isValid = !random.inThousand(20)
  return { digits: body + String(isValid ? check : (check + 1) % 10), isValid }
}
