/** Adding to the cart or to the wish list: one product, its quantity and what it costs. */
import type { Adding } from '../contract.js'
import { defineEvent, priorities } from './event.js'
import { nameOf } from './name-of.js'

const adding = (name: string, task: string) =>
  defineEvent<Adding>({
    name,
    task,
    priority: priorities.normal,
    make(added, reader) {
      const contents = reader.contents([added])
      const value = reader.amount(added.value, 'value') ?? reader.sum(contents)
      return {
        customData: {
          content_ids: contents?.map(({ id }) => id),
          contents,
          content_name: reader.text(nameOf(added.product), 'content_name'),
          content_type: contents && 'product',
          currency: reader.currency(added.currency),
          value,
        },
      }
    },
  })

export const addToCart = adding('AddToCart', 'meta.addToCart')
export const addToWishlist = adding('AddToWishlist', 'meta.addToWishlist')
