/** Google’s rules for how a product looks, whom it fits, and what tells its variants apart. */
import { cutBeyond, droppedBeyond, mostBeyond, mostTextsBeyond, yarn } from './limits.js'
import type { Example, Rule } from './rule.js'

const pair = (name: string, value: string) => ({ 'g:name': name, 'g:value': value })

export const googleLooks: readonly Rule[] = [
  {
    attribute: 'age_group',
    field: 'g:age_group',
    valid: [
      { product: { ageGroup: 'newborn' }, gives: 'newborn' },
      { product: { ageGroup: 'infant' }, gives: 'infant' },
      { product: { ageGroup: 'toddler' }, gives: 'toddler' },
      { product: { ageGroup: 'kids' }, gives: 'kids' },
      { product: { ageGroup: 'Adult ' }, gives: 'adult' },
    ],
    invalid: [
      { product: { ageGroup: 'teen' }, gives: 'adult', silently: 'to Google adults begin with teens' },
      { product: { ageGroup: 'all ages' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'gender',
    field: 'g:gender',
    valid: [
      { product: { gender: 'male' }, gives: 'male' },
      { product: { gender: 'female' }, gives: 'female' },
      { product: { gender: 'Unisex' }, gives: 'unisex' },
    ],
    invalid: [
      { product: { gender: 'men' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'color',
    field: 'g:color',
    valid: [
      { product: { color: 'Navy' }, gives: 'Navy' },
      { product: { color: 'Navy / White/Red' }, gives: 'Navy/White/Red' },
    ],
    limit: [
      {
        at: { product: { color: yarn(40) }, gives: yarn(40) },
        beyond: {
          product: { color: yarn(41) },
          gives: undefined,
          finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
      {
        at: { product: { color: 'Navy/White/Red' }, gives: 'Navy/White/Red' },
        beyond: {
          product: { color: 'Navy/White/Red/Green' },
          gives: 'Navy/White/Red',
          finds: [['dropped', 'TOO_MANY_VALUES']],
        },
      },
      {
        at: {
          product: { color: `${yarn(33)}/${yarn(33)}/${yarn(32)}` },
          gives: `${yarn(33)}/${yarn(33)}/${yarn(32)}`,
        },
        beyond: {
          product: { color: `${yarn(33)}/${yarn(33)}/${yarn(33)}` },
          gives: `${yarn(33)}/${yarn(33)}/${yarn(32)}`,
          finds: [['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
    ],
    invalid: [
      {
        product: { color: `${'x'.repeat(41)}/Red` },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  {
    attribute: 'size',
    field: 'g:size',
    valid: [{ product: { size: '15½ &quot; neck' }, gives: '15½ " neck' }],
    limit: [cutBeyond(100, (size) => ({ size }))],
    invalid: [{ product: { size: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'size_type',
    field: 'g:size_type',
    valid: [
      { product: { sizeTypes: ['regular'] }, gives: 'regular' },
      { product: { sizeTypes: ['big', 'Tall'] }, gives: ['big', 'tall'] },
      { product: { sizeTypes: ['maternity', 'plus'] }, gives: ['maternity', 'plus'] },
    ],
    limit: [
      mostTextsBeyond(
        2,
        (number) => ['petite', 'tall', 'plus'][number - 1] ?? '',
        (sizeTypes) => ({ sizeTypes }),
      ),
    ],
    invalid: [
      {
        product: { sizeTypes: ['slim', 'tall'] },
        gives: 'tall',
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'size_system',
    field: 'g:size_system',
    valid: ['AU', 'BR', 'CN', 'DE', 'EU', 'FR', 'IT', 'JP', 'MEX', 'UK', 'US'].map(
      (sizeSystem): Example => ({
        product: { sizeSystem },
        gives: sizeSystem,
      }),
    ),
    invalid: [
      { product: { sizeSystem: 'INT' }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
    ],
  },
  {
    attribute: 'material',
    field: 'g:material',
    valid: [{ product: { material: 'Wool/Silk' }, gives: 'Wool/Silk' }],
    limit: [cutBeyond(200, (material) => ({ material }))],
    invalid: [{ product: { material: '&nbsp;' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'pattern',
    field: 'g:pattern',
    valid: [{ product: { pattern: 'Herringbone' }, gives: 'Herringbone' }],
    limit: [cutBeyond(100, (pattern) => ({ pattern }))],
    invalid: [{ product: { pattern: '<i></i>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'item_group_id',
    field: 'g:item_group_id',
    valid: [
      { product: { groupId: 'AMC' }, gives: 'AMC' },
      { product: { groupId: 'AMC' }, view: { idPrefix: 'de_' }, gives: 'de_AMC' },
      { product: { groupId: undefined }, gives: undefined },
    ],
    limit: [droppedBeyond(50, (groupId) => ({ groupId }))],
    invalid: [
      {
        product: { groupId: ' \ue000' },
        gives: undefined,
        silently: 'it holds no character that an id may have',
      },
    ],
  },
  {
    attribute: 'item_group_title',
    field: 'g:item_group_title',
    valid: [{ product: { groupTitle: 'Alpine <b>Merino</b> Crew' }, gives: 'Alpine Merino Crew' }],
    limit: [cutBeyond(150, (groupTitle) => ({ groupTitle }))],
    invalid: [{ product: { groupTitle: '<b></b>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'variant_option',
    field: 'g:variant_option',
    valid: [
      {
        product: {
          variantOptions: [
            { name: 'Fit', value: 'Slim' },
            { name: 'Neck', value: 'V &amp; open' },
          ],
        },
        gives: [pair('Fit', 'Slim'), pair('Neck', 'V & open')],
      },
    ],
    limit: [
      mostBeyond(
        30,
        (number) => ({ name: `Option ${number}`, value: 'yes' }),
        (variantOptions) => ({ variantOptions }),
        ({ name, value }) => pair(name, value),
      ),
      {
        at: {
          product: { variantOptions: [{ name: yarn(250), value: yarn(250) }] },
          gives: pair(yarn(250), yarn(250)),
        },
        beyond: {
          product: { variantOptions: [{ name: yarn(251), value: yarn(251) }] },
          gives: pair(yarn(250), yarn(250)),
          finds: [
            ['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH'],
            ['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH'],
          ],
        },
      },
    ],
    invalid: [
      {
        product: { variantOptions: [{ name: 'Fit' }, { name: 'Neck', value: 'V' }] },
        gives: pair('Neck', 'V'),
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
]
