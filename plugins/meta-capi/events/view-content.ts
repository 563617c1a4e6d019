/** A page of a product, or of a brand's or category's products. */
import type { ViewContent } from '../contract.js'
import { defineEvent, priorities } from './event.js'
import { nameOf } from './name-of.js'

export const viewContent = defineEvent<ViewContent>({
  name: 'ViewContent',
  task: 'meta.viewContent',
  priority: priorities.normal,
  make(seen, reader) {
    const products = seen.product === undefined ? reader.list(seen.products, 'content_ids') : [seen.product]
    const content_ids = products.length > 0 ? reader.contentIds(products) : undefined
    const value = reader.amount(seen.value, 'value')
    return {
      customData: {
        content_ids,
        content_name: reader.text(
          seen.name ?? (products.length === 1 ? nameOf(products[0]) : undefined),
          'content_name',
        ),
        content_category: reader.text(seen.category, 'content_category'),
        content_type: content_ids && 'product',
        ...(value !== undefined && { value, currency: reader.currency(seen.currency) }),
      },
    }
  },
})
