/** The feeds' pages of the merchant's admin. */
import type { Page } from '../../src/kernel.js'
import type { FeedsState } from '../state.js'
import { addressPage } from './address-page.js'
import { feedPage } from './feed-page.js'
import { itemsPage } from './items-page.js'
import { leftOutPage } from './left-out-page.js'
import { listPage } from './list-page.js'
import { productPage } from './product-page.js'
import { snapshotPage } from './snapshot-page.js'

export { feedCards } from './cards.js'

export const feedPages = (state: FeedsState): readonly Page[] =>
  [listPage, feedPage, leftOutPage, itemsPage, productPage, addressPage, snapshotPage].map((page) =>
    page(state),
  )
