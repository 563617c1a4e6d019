/** The rules for the five custom labels, which both platforms have alike. */
import type { Product } from '../../../feeds/catalog/product.js'
import { cutBeyond } from './limits.js'
import type { Limit, OfferedRule } from './rule.js'

/** The labels of which the one at this place is `label`. */
const labelsAt = (place: number, label: string): Partial<Product> => ({
  customLabels: [...Array.from({ length: place }, () => ''), label],
})

const fiveLabels: Limit = {
  at: { product: { customLabels: ['a', 'b', 'c', 'd', 'e'] }, gives: 'e' },
  beyond: {
    product: { customLabels: ['a', 'b', 'c', 'd', 'e', 'f'] },
    gives: 'e',
    finds: [['dropped', 'TOO_MANY_VALUES']],
  },
}

/** One for each label, in their order. */
export const customLabelRules: readonly OfferedRule[] = [0, 1, 2, 3, 4].map((place) => ({
  attribute: `custom_label_${place}`,
  field: `g:custom_label_${place}`,
  valid: [
    { product: labelsAt(place, 'best of winter'), gives: 'best of winter' },
    {
      product: { customLabels: ['a', '', 'c', '', 'e'] },
      gives: ['a', undefined, 'c', undefined, 'e'][place],
    },
  ],
  limit: [cutBeyond(100, (label) => labelsAt(place, label)), ...(place === 4 ? [fiveLabels] : [])],
  invalid: [{ product: labelsAt(place, '<br>'), gives: undefined, silently: 'it holds no words' }],
}))
