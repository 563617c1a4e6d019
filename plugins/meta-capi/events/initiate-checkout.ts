/** The begin of a checkout: what is in the cart. */
import type { Checkout } from '../contract.js'
import { defineEvent, priorities } from './event.js'

export const initiateCheckout = defineEvent<Checkout>({
  name: 'InitiateCheckout',
  task: 'meta.initiateCheckout',
  priority: priorities.critical,
  make(checkout, reader) {
    const contents = reader.contents(reader.list(checkout.lines, 'contents'))
    return {
      customData: {
        content_ids: contents?.map(({ id }) => id),
        contents,
        content_type: contents && 'product',
        currency: reader.currency(checkout.currency),
        num_items: contents?.reduce((sum, { quantity }) => sum + quantity, 0),
        value: reader.amount(checkout.value, 'value') ?? reader.sum(contents),
      },
    }
  },
})
