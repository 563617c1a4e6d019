/** A search in the shop, and what it found. */
import type { Search } from '../contract.js'
import { defineEvent, priorities } from './event.js'

export const search = defineEvent<Search>({
  name: 'Search',
  task: 'meta.search',
  priority: priorities.normal,
  make(search, reader) {
    const found = reader.list(search.products, 'content_ids')
    const content_ids = found.length > 0 ? reader.contentIds(found) : undefined
    return {
      customData: {
        search_string: reader.need(reader.text(search.query, 'search_string', 200), 'query'),
        content_ids,
        content_type: content_ids && 'product',
      },
    }
  },
})
