/** Meta’s rules for what every product says: its id, its texts, its price and its pictures. */
import { eur, usd } from './amounts.js'
import { gtinOf, wrongGtin } from './gtins.js'
import { cutBeyond, yarn } from './limits.js'
import type { Rule } from './rule.js'

const text = 'A sweater of fine merino wool, warm and light.'

export const metaBasics: readonly Rule[] = [
  {
    attribute: 'id',
    field: 'g:id',
    valid: [
      { product: { id: 'SKU-1' }, gives: 'SKU-1' },
      { product: { id: '7' }, view: { idPrefix: 'de_' }, gives: 'de_7' },
    ],
    limit: [
      {
        at: { product: { id: yarn(100) }, gives: yarn(100) },
        beyond: { product: { id: yarn(101) }, gives: undefined, finds: [['leftOut', 'ID_TOO_LONG']] },
      },
      {
        at: {
          product: { id: 'x'.repeat(97) },
          view: { idPrefix: 'de_' },
          gives: `de_${'x'.repeat(97)}`,
        },
        beyond: {
          product: { id: 'x'.repeat(98) },
          view: { idPrefix: 'de_' },
          gives: undefined,
          finds: [['leftOut', 'ID_TOO_LONG']],
        },
      },
    ],
    invalid: [{ product: { id: ' ' }, gives: undefined, finds: [['leftOut', 'RETAILER_ID_NOT_PROVIDED']] }],
  },
  {
    attribute: 'title',
    field: 'g:title',
    valid: [{ product: { title: 'Salt &amp; <b>pepper</b> mill' }, gives: 'Salt & pepper mill' }],
    limit: [cutBeyond(200, (title) => ({ title }))],
    invalid: [
      { product: { title: ' ' }, gives: undefined, finds: [['leftOut', 'EMPTY_TITLE']] },
      {
        product: { title: 'WARM MERINO SWEATER' },
        gives: 'Warm merino sweater',
        finds: [['changed', 'PROPERTY_VALUE_UPPERCASE']],
      },
    ],
  },
  {
    attribute: 'description',
    field: 'g:description',
    valid: [
      { product: { description: text }, gives: text },
      { product: { description: `<p>${text}</p><p>${text}</p>` }, gives: `${text}\n${text}` },
    ],
    limit: [
      cutBeyond(9_999, (description) => ({ description })),
      {
        at: { product: { description: yarn(30) }, gives: yarn(30) },
        beyond: {
          product: { description: yarn(29) },
          gives: yarn(29),
          finds: [['advised', 'PROPERTY_VALUE_STRING_TOO_SHORT']],
        },
      },
    ],
    invalid: [
      { product: { description: '<p> </p>' }, gives: undefined, finds: [['leftOut', 'EMPTY_DESCRIPTION']] },
      {
        product: { description: 'A SWEATER OF FINE MERINO WOOL' },
        gives: 'A sweater of fine merino wool',
        finds: [
          ['changed', 'PROPERTY_VALUE_UPPERCASE'],
          ['advised', 'PROPERTY_VALUE_STRING_TOO_SHORT'],
        ],
      },
      {
        product: { title: text, description: `<p>${text}</p>` },
        gives: text,
        finds: [['advised', 'DUPLICATE_TITLE_AND_DESCRIPTION']],
      },
      // As the feed tells both, not as the catalog holds them.
      {
        product: { title: `<b>${text}</b> &amp; more`, description: `${text} & more` },
        gives: `${text} & more`,
        finds: [['advised', 'DUPLICATE_TITLE_AND_DESCRIPTION']],
      },
      {
        product: { description: `${text} See https://shop.example/wool for more.` },
        gives: `${text} See https://shop.example/wool for more.`,
        finds: [['advised', 'PROPERTY_VALUE_DESCRIPTION_CONTAINS_OFF_PLATFORM_LINK']],
      },
    ],
  },
  {
    attribute: 'availability',
    field: 'g:availability',
    valid: [
      { product: { availability: 'in_stock' }, gives: 'in stock' },
      { product: { availability: 'out_of_stock' }, gives: 'out of stock' },
      { product: { availability: 'preorder' }, gives: 'in stock' },
      { product: { availability: 'backorder' }, gives: 'in stock' },
    ],
    invalid: [
      {
        product: { availability: 'sold' as 'in_stock' },
        gives: undefined,
        finds: [['leftOut', 'EMPTY_AVAILABILITY']],
      },
    ],
  },
  {
    attribute: 'condition',
    field: 'g:condition',
    valid: [
      { product: { condition: 'new' }, gives: 'new' },
      { product: { condition: 'refurbished' }, gives: 'refurbished' },
      { product: { condition: 'used' }, gives: 'used' },
    ],
    invalid: [
      {
        product: { condition: 'mint' as 'new' },
        gives: undefined,
        finds: [
          ['dropped', 'PROPERTY_VALUE_FORMAT'],
          ['leftOut', 'EMPTY_CONDITION'],
        ],
      },
    ],
  },
  {
    attribute: 'price',
    field: 'g:price',
    valid: [
      { product: { price: eur(999) }, gives: '9.99 EUR' },
      { product: { price: eur(129_900) }, gives: '1299.00 EUR' },
    ],
    limit: [
      {
        at: { product: { price: eur(1) }, gives: '0.01 EUR' },
        beyond: {
          product: { price: eur(0) },
          gives: undefined,
          finds: [['leftOut', 'ITEM_PRICE_NOT_POSITIVE']],
        },
      },
    ],
    invalid: [
      { product: { price: eur(-1) }, gives: undefined, finds: [['leftOut', 'ITEM_PRICE_NOT_POSITIVE']] },
      { product: { price: usd(1) }, gives: undefined, finds: [['leftOut', 'PRODUCT_NOT_DOMINANT_CURRENCY']] },
    ],
  },
  {
    attribute: 'link',
    field: 'g:link',
    valid: [{ product: { link: '/p/größe' }, gives: 'https://shop.example/p/gr%C3%B6%C3%9Fe' }],
    invalid: [
      { product: { link: 'tel:110' }, gives: undefined, finds: [['leftOut', 'EMPTY_PRODUCT_URL']] },
      {
        product: { link: '/' },
        gives: 'https://shop.example/',
        finds: [['advised', 'PRODUCT_URL_EQUALS_DOMAIN']],
      },
    ],
  },
  {
    attribute: 'image_link',
    field: 'g:image_link',
    valid: [
      { product: { imageLink: '/1.jpg' }, gives: 'https://shop.example/1.jpg' },
      { product: { imageLink: '/image?id=1' }, gives: 'https://shop.example/image?id=1' },
      {
        product: { imageLink: undefined, additionalImageLinks: ['/2.png'] },
        gives: 'https://shop.example/2.png',
      },
    ],
    invalid: [
      { product: { imageLink: undefined }, gives: undefined, finds: [['leftOut', 'EMPTY_IMAGE_URL']] },
      { product: { imageLink: '/1.webp' }, gives: undefined, finds: [['leftOut', 'EMPTY_IMAGE_URL']] },
      {
        product: { imageLink: '/1.WEBP?v=2', additionalImageLinks: ['/2.gif', '/3.png'] },
        gives: 'https://shop.example/3.png',
        finds: [
          ['dropped', 'INVALID_IMAGES', 'g:additional_image_link'],
          ['dropped', 'INVALID_IMAGES', 'g:additional_image_link'],
        ],
      },
    ],
  },
  {
    attribute: 'brand',
    field: 'g:brand',
    valid: [
      { product: { brand: 'Alpine &amp; Co' }, gives: 'Alpine & Co' },
      { product: { brand: undefined, gtin: gtinOf(1) }, gives: undefined },
      { product: { brand: undefined, mpn: 'AMC-1042' }, gives: undefined },
    ],
    limit: [cutBeyond(100, (brand) => ({ brand }))],
    invalid: [
      {
        product: { brand: undefined },
        gives: undefined,
        finds: [['leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING']],
      },
      {
        product: { brand: ' ', gtin: wrongGtin(1) },
        gives: undefined,
        finds: [['leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING']],
      },
      {
        product: { brand: 'N/A' },
        gives: undefined,
        finds: [['leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING']],
      },
      {
        product: { brand: 'N/A', mpn: 'AMC-1042' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      // What is not told identifies nothing.
      {
        product: { brand: undefined, mpn: 'x'.repeat(101) },
        gives: undefined,
        finds: [['leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING']],
      },
      {
        product: { brand: '<br>' },
        gives: undefined,
        finds: [['leftOut', 'UNIQUE_PRODUCT_IDENTIFIER_MISSING']],
      },
    ],
  },
]
