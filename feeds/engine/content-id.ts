/** The one maker of ids: what a feed calls `g:id`, and what the pixel and the events call a content id. */
import { forbidden } from './text/character.js'

const plainId = /^[!-~]+$/
/** Google takes no control and no private-use character in an id (https://support.google.com/merchants/answer/6324405). */
const unusable = /[\p{Cc}\p{Co}]/gu

/** The id of a product on every platform; '' where the product has none. Bytes apart from these rules are kept. */
export function contentId(product: { readonly id: string }, prefix: string): string {
  return prefixed(product.id, prefix)
}

/** The id of the group a variant belongs to, under the same rules; '' where there is none. */
export function groupContentId(product: { readonly groupId?: string | undefined }, prefix: string): string {
  return prefixed(product.groupId ?? '', prefix)
}

/** An id as text: catalogs in plain JavaScript give numbers too; what is neither has no text. */
export function idText(id: unknown): string {
  if (typeof id === 'string') return id
  return typeof id === 'number' && Number.isFinite(id) ? String(id) : ''
}

function prefixed(given: string, prefix: string): string {
  const id = idText(given)
  const whole = prefix + id
  if (id !== '' && plainId.test(whole)) return whole
  // A prefix alone is no id: all products without one would share it.
  return usable(id) === '' ? '' : usable(whole)
}

const usable = (id: string): string => id.replace(forbidden, '').replace(unusable, '').trim()
