/** Google’s rules for what else buyers may read of a product, and for its own size and weight. */
import type { Measure, Product } from '../../../feeds/catalog/product.js'
import { cutBeyond, listOf, mostBeyond, yarn } from './limits.js'
import type { Limit, OfferedRule, Rule } from './rule.js'

const detail = (section: string, name: string, value: string) => ({
  'g:section_name': section,
  'g:attribute_name': name,
  'g:attribute_value': value,
})

const pair = (question: string, answer: string) => ({ 'g:question': question, 'g:answer': answer })

const twice = [
  ['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH'],
  ['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH'],
] as const

/** Ten pairs of a thousand characters, one of them `more` longer. */
const talk = (more: number) => [
  ...listOf(9, (number) => ({ question: `${number}${yarn(399)}`, answer: yarn(600) })),
  { question: `0${yarn(399)}`, answer: yarn(600 + more) },
]

const tellPairs = (pairs: ReturnType<typeof talk>) =>
  pairs.map(({ question, answer }) => pair(question, answer))

type Put = (measure: Measure) => Partial<Product>

const mostOf = (most: number, unit: string, put: Put): Limit => ({
  at: { product: put({ value: most, unit }), gives: `${most} ${unit}` },
  beyond: {
    product: put({ value: most + 0.5, unit }),
    gives: undefined,
    finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
  },
})

const lengthRule = (attribute: string, put: Put): OfferedRule => ({
  attribute,
  field: `g:${attribute}`,
  valid: [
    { product: put({ value: 20.5, unit: 'cm' }), gives: '20.5 cm' },
    { product: put({ value: 8, unit: 'Inches' }), gives: '8 in' },
  ],
  limit: [mostOf(3_000, 'cm', put)],
  invalid: [
    {
      product: put({ value: 0, unit: 'cm' }),
      gives: undefined,
      finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
    },
    {
      product: put({ value: 1, unit: 'ell' }),
      gives: undefined,
      finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
    },
  ],
})

export const googleContent: readonly Rule[] = [
  {
    attribute: 'product_detail',
    field: 'g:product_detail',
    valid: [
      {
        product: { details: [{ section: 'General', name: 'Capacity', value: '1.5 l' }] },
        gives: detail('General', 'Capacity', '1.5 l'),
      },
      {
        product: { details: [{ name: 'Capacity', value: '1.5 l' }] },
        gives: { 'g:attribute_name': 'Capacity', 'g:attribute_value': '1.5 l' },
      },
    ],
    limit: [
      mostBeyond(
        100,
        (number) => ({ section: 'General', name: `Part ${number}`, value: 'steel' }),
        (details) => ({ details }),
        ({ section, name, value }) => detail(section, name, value),
      ),
      {
        at: {
          product: { details: [{ section: yarn(140), name: yarn(140), value: yarn(1_000) }] },
          gives: detail(yarn(140), yarn(140), yarn(1_000)),
        },
        beyond: {
          product: { details: [{ section: yarn(141), name: yarn(141), value: yarn(1_001) }] },
          gives: detail(yarn(140), yarn(140), yarn(1_000)),
          finds: [...twice, ['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
    ],
    invalid: [
      {
        product: { details: [{ section: 'General', name: 'Capacity' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
  {
    attribute: 'product_highlight',
    field: 'g:product_highlight',
    valid: [{ product: { highlights: ['Warm', '<b>Light</b>'] }, gives: ['Warm', 'Light'] }],
    limit: [cutBeyond(150, (text) => ({ highlights: [text] }))],
    invalid: [{ product: { highlights: ['<br>', 'Warm'] }, gives: 'Warm', silently: 'it holds no words' }],
  },
  {
    attribute: 'question_and_answer',
    field: 'g:question_and_answer',
    valid: [
      {
        product: { questions: [{ question: 'Is it warm?', answer: 'Yes &amp; light.' }] },
        gives: pair('Is it warm?', 'Yes & light.'),
      },
    ],
    limit: [
      mostBeyond(
        30,
        (number) => ({ question: `Is it ${number}?`, answer: 'No.' }),
        (questions) => ({ questions }),
        ({ question, answer }) => pair(question, answer),
      ),
      {
        at: {
          product: { questions: [{ question: yarn(1_000), answer: yarn(1_000) }] },
          gives: pair(yarn(1_000), yarn(1_000)),
        },
        beyond: {
          product: { questions: [{ question: yarn(1_001), answer: yarn(1_001) }] },
          gives: pair(yarn(1_000), yarn(1_000)),
          finds: twice,
        },
      },
      {
        at: { product: { questions: talk(0) }, gives: tellPairs(talk(0)) },
        beyond: {
          product: { questions: talk(1) },
          gives: tellPairs(talk(1)).slice(0, 9),
          finds: [['dropped', 'TOO_MANY_VALUES']],
        },
      },
    ],
    invalid: [
      {
        product: { questions: [{ question: 'Is it warm?', answer: '<p></p>' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
  {
    attribute: 'related_product',
    field: 'g:related_product',
    valid: [
      {
        product: {
          relatedProducts: [
            { id: '7', kind: 'accessory' },
            { id: '8', kind: 'often_bought_with' },
          ],
        },
        view: { idPrefix: 'de_' },
        gives: [
          { 'g:relationship_type': 'accessory', 'g:identifier_type': 'id', 'g:identifier': 'de_7' },
          { 'g:relationship_type': 'often_bought_with', 'g:identifier_type': 'id', 'g:identifier': 'de_8' },
        ],
      },
    ],
    invalid: [
      {
        product: { relatedProducts: [{ kind: 'accessory' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { relatedProducts: [{ id: '7', kind: 'rival' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'popularity_rank',
    field: 'g:popularity_rank',
    valid: [{ product: { popularityRank: 42 }, gives: '42' }],
    limit: [
      {
        at: { product: { popularityRank: 100 }, gives: '100' },
        beyond: {
          product: { popularityRank: 101 },
          gives: undefined,
          finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
        },
      },
      {
        at: { product: { popularityRank: 0 }, gives: '0' },
        beyond: {
          product: { popularityRank: -1 },
          gives: undefined,
          finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
        },
      },
    ],
    invalid: [
      {
        product: { popularityRank: Number.NaN },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  lengthRule('product_length', (length) => ({ length })),
  lengthRule('product_width', (width) => ({ width })),
  lengthRule('product_height', (height) => ({ height })),
  {
    attribute: 'product_weight',
    field: 'g:product_weight',
    valid: [
      { product: { weight: { value: 0.25, unit: 'kg' } }, gives: '0.25 kg' },
      { product: { weight: { value: 3, unit: 'lbs.' } }, gives: '3 lb' },
      { product: { weight: { value: 2_500, unit: 'g' } }, gives: '2.5 kg' },
    ],
    limit: [mostOf(2_000, 'kg', (weight) => ({ weight }))],
    invalid: [
      {
        product: { weight: { value: -1, unit: 'kg' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
      },
      {
        product: { weight: { value: 1, unit: 'stone' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
]
