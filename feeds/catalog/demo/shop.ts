/** The demo shop Harbour & Pine: all its products, and the faults that were planted among them. */
import type { DemoProduct } from './demo-product.js'
import { books } from './departments/books.js'
import { clothing } from './departments/clothing.js'
import { home } from './departments/home.js'
import { kitchen } from './departments/kitchen.js'
import { outdoor } from './departments/outdoor.js'

/** The store under which its rows stand, apart from any shop's. */
export const demoStore = 'demo'

/** What the shop says of itself; its name is its own brand, and prices are in its currency unless a product says otherwise. */
export const demoShop = {
  name: 'Harbour & Pine',
  currency: 'EUR',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  /** Before every id in the feeds. */
  idPrefix: 'hp_',
} as const

/** Every product, by department. */
export const demoProducts: readonly DemoProduct[] = [...clothing, ...outdoor, ...home, ...kitchen, ...books]

export interface PlantedFault {
  readonly productId: string
  readonly wrong: string
}

/** Every fault that was planted on purpose: what a feed, its report and the merchant's pages must cope with. */
export const plantedFaults: readonly PlantedFault[] = [
  { productId: 'HP-STORM-SHIRT', wrong: 'title and description are all capitals' },
  { productId: 'HP-EIDER-VEST', wrong: 'has no image' },
  { productId: 'HP-GIFT-CARD-50', wrong: 'has no image' },
  { productId: 'HP-GIFT-CARD-50', wrong: 'has no brand, gtin or mpn' },
  {
    productId: 'HP-BEACON-LANTERN',
    wrong: 'title and description hold emoji, a zero-width space and odd hyphens',
  },
  { productId: 'HP-DOZE-BAG', wrong: 'description holds a script, a style and a comment' },
  { productId: 'HP-HALYARD-10', wrong: 'texts hold replacement patterns and the end of a CDATA section' },
  { productId: 'HP-GLOW-HEADLAMP', wrong: 'sale price is above the price' },
  { productId: 'HP-GLOW-HEADLAMP', wrong: 'gtin has a wrong check digit' },
  { productId: 'HP-NORTH-COMPASS', wrong: 'has no description' },
  { productId: 'HP-COUSSIN-MAREE', wrong: 'gtin has a wrong check digit' },
  { productId: 'HP-WICK-RESIN', wrong: 'texts were escaped for HTML, some of them twice' },
  { productId: 'HP-WICK-SMOKE', wrong: 'texts were escaped for HTML, some of them twice' },
  { productId: 'HP-WICK-BERRY', wrong: 'texts were escaped for HTML, some of them twice' },
  { productId: 'HP-SAMPLE-SWATCHES', wrong: 'price is zero' },
  {
    productId: 'HP-DOORMAT-COIR-FROM-OUR-FRIENDS-IN-THE-OLD-ROPEWALK-60X40',
    wrong: 'id is longer than the 50 characters that Google takes',
  },
  { productId: 'HP-SKILLET-26', wrong: 'description holds control characters that XML forbids' },
  { productId: 'HP-COPPER-POT', wrong: 'price is in a currency without a rate' },
  { productId: 'HP-BOOK-MAIDA-AR', wrong: 'texts hold right-to-left and left-to-right marks' },
  { productId: 'HP-BOOK-ATLAS', wrong: 'title is longer than 200 characters' },
  { productId: 'HP-BOOK-SIGNALS', wrong: 'title looks like a tag' },
  { productId: 'HP-BOOK-SIGNALS', wrong: 'gtin has six digits' },
  { productId: 'HP-TOY-TRAWLER', wrong: 'sale ends before it starts' },
]
