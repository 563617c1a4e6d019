/** Every rule of Meta’s reference, in its order. */
import { metaBasics } from './meta-basics.js'
import { metaCompliance } from './meta-compliance.js'
import { metaFurther } from './meta-further.js'
import { metaOffers } from './meta-offers.js'
import { metaTraits } from './meta-traits.js'
import type { Rule } from './rule.js'

export const metaRules: readonly Rule[] = [
  ...metaBasics,
  ...metaOffers,
  ...metaTraits,
  ...metaFurther,
  ...metaCompliance,
]
