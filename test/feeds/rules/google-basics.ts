/** Google’s rules for what every product says: its id, its texts and its pages. */
import { address, cutBeyond, yarn } from './limits.js'
import type { Rule } from './rule.js'

const untoldWriter =
  'It is for texts that a generative model wrote, and a catalog does not say who wrote a text.'
const storePages = 'It leads to the page of one local store, and a catalog of goods that are sent has none.'

export const googleBasics: readonly Rule[] = [
  {
    attribute: 'id',
    field: 'g:id',
    valid: [
      { product: { id: 'SKU-1_b' }, gives: 'SKU-1_b' },
      { product: { id: 'größe/7' }, gives: 'größe/7' },
      { product: { id: '7' }, view: { idPrefix: 'de_' }, gives: 'de_7' },
      { product: { id: ' SKU 1\t' }, gives: 'SKU 1' },
    ],
    limit: [
      {
        at: { product: { id: yarn(50) }, gives: yarn(50) },
        beyond: { product: { id: yarn(51) }, gives: undefined, finds: [['leftOut', 'ID_TOO_LONG']] },
      },
      {
        at: {
          product: { id: 'x'.repeat(47) },
          view: { idPrefix: 'de_' },
          gives: `de_${'x'.repeat(47)}`,
        },
        beyond: {
          product: { id: 'x'.repeat(48) },
          view: { idPrefix: 'de_' },
          gives: undefined,
          finds: [['leftOut', 'ID_TOO_LONG']],
        },
      },
    ],
    invalid: [
      { product: { id: '' }, gives: undefined, finds: [['leftOut', 'RETAILER_ID_NOT_PROVIDED']] },
      {
        product: { id: ' \u0000\ue000' },
        view: { idPrefix: 'de_' },
        gives: undefined,
        finds: [['leftOut', 'RETAILER_ID_NOT_PROVIDED']],
      },
      {
        product: { id: 'SKU\u0007-1\ud800\ue001' },
        gives: 'SKU-1',
        silently: 'contentId() makes the same id of it for every platform and every event',
      },
    ],
  },
  {
    attribute: 'title',
    field: 'g:title',
    valid: [
      { product: { title: 'Cup' }, gives: 'Cup' },
      { product: { title: ' Salt &amp; <b>pepper</b>\n mill ' }, gives: 'Salt & pepper mill' },
      { product: { title: 'IKEA LED 12V' }, gives: 'IKEA LED 12V' },
    ],
    limit: [cutBeyond(150, (title) => ({ title }))],
    invalid: [
      { product: { title: '' }, gives: undefined, finds: [['leftOut', 'EMPTY_TITLE']] },
      { product: { title: '<p>&nbsp;</p>' }, gives: undefined, finds: [['leftOut', 'EMPTY_TITLE']] },
      {
        product: { title: 'WARM MERINO SWEATER' },
        gives: 'Warm merino sweater',
        finds: [['changed', 'PROPERTY_VALUE_UPPERCASE']],
      },
      {
        product: { title: `${'woollen '.repeat(18)}longer than it is told` },
        gives: `${'woollen '.repeat(18)}longer`,
        finds: [['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
      },
    ],
  },
  { attribute: 'structured_title', omitted: untoldWriter },
  {
    attribute: 'description',
    field: 'g:description',
    valid: [
      { product: { description: 'Warm.' }, gives: 'Warm.' },
      { product: { description: '<ul><li>Warm</li><li>Light</li></ul>' }, gives: '- Warm\n- Light' },
      { product: { description: 'First line\nsecond line' }, gives: 'First line\nsecond line' },
    ],
    limit: [cutBeyond(5_000, (description) => ({ description }))],
    invalid: [
      { product: { description: '' }, gives: undefined, finds: [['leftOut', 'EMPTY_DESCRIPTION']] },
      {
        product: { description: '<script>track()</script>' },
        gives: undefined,
        finds: [['leftOut', 'EMPTY_DESCRIPTION']],
      },
      {
        product: { description: 'KEEPS YOU WARM. WASH WITH CARE.' },
        gives: 'Keeps you warm. Wash with care.',
        finds: [['changed', 'PROPERTY_VALUE_UPPERCASE']],
      },
    ],
  },
  { attribute: 'structured_description', omitted: untoldWriter },
  {
    attribute: 'link',
    field: 'g:link',
    valid: [
      { product: { link: 'https://shop.example/p/1?a=1&b=2' }, gives: 'https://shop.example/p/1?a=1&b=2' },
      { product: { link: '/p/größe m' }, gives: 'https://shop.example/p/gr%C3%B6%C3%9Fe%20m' },
    ],
    limit: [
      {
        at: { product: { link: address(2_000) }, gives: address(2_000) },
        beyond: {
          product: { link: address(2_001) },
          gives: undefined,
          finds: [['leftOut', 'EMPTY_PRODUCT_URL']],
        },
      },
    ],
    invalid: [
      { product: { link: '' }, gives: undefined, finds: [['leftOut', 'EMPTY_PRODUCT_URL']] },
      {
        product: { link: 'mailto:us@shop.example' },
        gives: undefined,
        finds: [['leftOut', 'EMPTY_PRODUCT_URL']],
      },
      {
        product: { link: '/p/1' },
        view: { shopAddress: undefined },
        gives: undefined,
        finds: [['leftOut', 'EMPTY_PRODUCT_URL']],
      },
      {
        product: { link: 'https://shop.example/' },
        gives: 'https://shop.example/',
        finds: [['advised', 'PRODUCT_URL_EQUALS_DOMAIN']],
      },
    ],
  },
  {
    attribute: 'mobile_link',
    field: 'g:mobile_link',
    valid: [{ product: { mobileLink: '/m/1' }, gives: 'https://shop.example/m/1' }],
    invalid: [
      {
        product: { mobileLink: 'app://product/1' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'canonical_link',
    field: 'g:canonical_link',
    valid: [{ product: { canonicalLink: '/p/1' }, gives: 'https://shop.example/p/1' }],
    invalid: [
      {
        product: { canonicalLink: 'ftp://shop.example/1' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'ads_redirect',
    field: 'g:ads_redirect',
    valid: [{ product: { adsRedirect: '/p/1?from=ad' }, gives: 'https://shop.example/p/1?from=ad' }],
    invalid: [
      {
        product: { adsRedirect: 'javascript:go()' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  { attribute: 'link_template', omitted: storePages },
  { attribute: 'mobile_link_template', omitted: storePages },
]
