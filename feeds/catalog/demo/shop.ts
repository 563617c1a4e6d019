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

export { type PlantedFault, type PlantedFinding, plantedFaults } from './planted-faults.js'
