/** Seeded attributes that tell of the product in words: most of them as distinct as a shop's own. */
import type { Random } from '../random.js'
import { productId } from '../seeded-product.js'
import { capital } from '../texts.js'
import { adjectives, colours, facts, materials, nouns, places } from '../vocabulary.js'
import type { AttributesOf, Seat } from './seat.js'

type Telling = AttributesOf<
  | 'groupTitle'
  | 'shortDescription'
  | 'richDescription'
  | 'highlights'
  | 'details'
  | 'questions'
  | 'relatedProducts'
  | 'popularityRank'
>

/** Plain words only: how texts are cleaned is told by titles and descriptions. */
export function tellingOf(random: Random, { index, group }: Seat): Telling {
  const noun = random.pick(nouns)
  const word = () => random.pick(adjectives)
  return {
    groupTitle: `${capital(nouns[group % nouns.length] ?? '')} series ${group}`,
    shortDescription: `A ${word()} ${noun} of ${random.pick(materials)}, made in ${random.pick(places)} in run ${index}.`,
    richDescription: `<p>This ${noun} is <b>${word()}</b> and ${word()}.</p><ul><li>${word()}</li><li>${random.pick(colours)} tone ${random.whole(1, 900)}</li></ul>`,
    highlights: [
      `Stays ${word()} after ${random.whole(10, 990)} washes`,
      `Weighs less than ${random.whole(100, 9_000)} grams`,
    ],
    details: [
      {
        section: 'General',
        name: random.pick(facts),
        value: `${random.pick(materials)} ${random.whole(1, 900)}`,
      },
    ],
    questions: [
      {
        question: `Is the ${noun} ${word()}?`,
        answer: `Yes, and it stays so for ${random.whole(2, 40)} years.`,
      },
    ],
    relatedProducts: [{ id: productId(random.whole(0, 9_999_999)), kind: 'often_bought_with' }],
    popularityRank: random.whole(0, 100),
  }
}
