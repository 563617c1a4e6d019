/** Seeded addresses beside the product's page and pictures, each with the product's number. */
import type { Random } from '../random.js'
import { numberOf } from '../seeded-product.js'
import type { AttributesOf, Seat } from './seat.js'

type Links = AttributesOf<
  | 'mobileLink'
  | 'canonicalLink'
  | 'adsRedirect'
  | 'lifestyleImageLinks'
  | 'videoLinks'
  | 'documentLinks'
  | 'virtualModelLink'
>

export function linksOf(random: Random, { index }: Seat): Links {
  const number = numberOf(index)
  const media = `https://cdn.shop.example/m/${number.slice(-2)}/${number}`
  return {
    mobileLink: `https://m.shop.example/p/${number}`,
    canonicalLink: `https://shop.example/p/${number}`,
    adsRedirect: `https://shop.example/r/${number}?from=ad&run=${random.whole(1, 99)}`,
    lifestyleImageLinks: [`${media}-room.jpg`],
    videoLinks: [`${media}.mp4`],
    documentLinks: [`${media}.pdf`],
    virtualModelLink: `${media}.glb`,
  }
}
