/** Meta’s rules for further texts, identifiers, videos and variants. */
import { builtAt, dayMs } from './amounts.js'
import { gtinOf, wrongGtin } from './gtins.js'
import { cutBeyond, droppedBeyond, mostBeyond, yarn } from './limits.js'
import type { Rule } from './rule.js'

export const metaFurther: readonly Rule[] = [
  {
    attribute: 'rich_text_description',
    field: 'rich_text_description',
    valid: [
      {
        product: { richDescription: '<p class="a">Warm <b onclick="x()">and</b> light</p>' },
        gives: '<p>Warm <b>and</b> light</p>',
      },
      {
        product: { richDescription: '<ul><li>Warm<li>Light</ul><script>x()</script>' },
        gives: '<ul><li>Warm</li><li>Light</li></ul>',
      },
    ],
    limit: [
      {
        at: { product: { richDescription: `<p>${yarn(9_992)}</p>` }, gives: `<p>${yarn(9_992)}</p>` },
        beyond: {
          product: { richDescription: `<p>${yarn(9_993)}</p>` },
          gives: `<p>${yarn(9_992)}</p>`,
          finds: [['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
    ],
    invalid: [
      {
        product: { richDescription: '<script>x()</script>' },
        gives: undefined,
        silently: 'it holds no words',
      },
    ],
  },
  {
    attribute: 'short_description',
    field: 'short_description',
    valid: [{ product: { shortDescription: '<p>Warm &amp; light</p>' }, gives: 'Warm & light' }],
    invalid: [{ product: { shortDescription: '<br>' }, gives: undefined, silently: 'it holds no words' }],
  },
  {
    attribute: 'product_type',
    field: 'g:product_type',
    valid: [
      { product: { productType: ['Clothing', 'Knitwear'] }, gives: 'Clothing > Knitwear' },
      {
        product: { productType: ['Clothing'], furtherProductTypes: [['Gifts']] },
        gives: 'Clothing',
      },
    ],
    limit: [cutBeyond(750, (level) => ({ productType: [level] }))],
    invalid: [
      {
        product: { productType: ['<br>'] },
        gives: undefined,
        silently: 'a category without a name says nothing that could be lost',
      },
    ],
  },
  {
    attribute: 'vendor_id',
    field: 'vendor_id',
    valid: [{ product: { vendorId: 'vendor-7' }, gives: 'vendor-7' }],
    limit: [droppedBeyond(100, (vendorId) => ({ vendorId }))],
    invalid: [
      {
        product: { vendorId: '\u0000' },
        gives: undefined,
        silently: 'it holds no character that can be read',
      },
    ],
  },
  {
    attribute: 'mpn',
    field: 'g:mpn',
    valid: [{ product: { mpn: ' AMC-1042 ' }, gives: 'AMC-1042' }],
    limit: [droppedBeyond(100, (mpn) => ({ mpn }))],
    invalid: [
      { product: { mpn: ' \u0000' }, gives: undefined, silently: 'it holds no character that can be read' },
    ],
  },
  {
    attribute: 'gtin',
    field: 'g:gtin',
    valid: [
      { product: { gtin: gtinOf(1, 8) }, gives: gtinOf(1, 8) },
      { product: { gtin: gtinOf(1, 12) }, gives: gtinOf(1, 12) },
      { product: { gtin: gtinOf(1), furtherGtins: [gtinOf(2)] }, gives: gtinOf(1) },
    ],
    limit: [
      {
        at: { product: { gtin: gtinOf(1, 14) }, gives: gtinOf(1, 14) },
        beyond: { product: { gtin: gtinOf(1, 15) }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] },
      },
    ],
    invalid: [{ product: { gtin: wrongGtin(1) }, gives: undefined, finds: [['dropped', 'INVALID_GTIN']] }],
  },
  {
    attribute: 'expiration_date',
    field: 'g:expiration_date',
    valid: [{ product: { expiresAt: Date.UTC(2026, 11, 23, 23) }, gives: '2026-12-24' }],
    invalid: [
      { product: { expiresAt: builtAt - dayMs }, gives: undefined, finds: [['leftOut', 'PRODUCT_EXPIRED']] },
      { product: { expiresAt: Number.NaN }, gives: undefined, finds: [['dropped', 'PROPERTY_VALUE_FORMAT']] },
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
    attribute: 'applink.*',
    omitted:
      'They open the product in an app of the shop’s own, and a catalog holds addresses of pages only.',
  },
  {
    attribute: 'video',
    field: 'video',
    valid: [
      {
        product: { videoLinks: ['/1.mp4', 'https://cdn.example/2.mp4?a=1&b=2'] },
        gives: [{ url: 'https://shop.example/1.mp4' }, { url: 'https://cdn.example/2.mp4?a=1&b=2' }],
      },
    ],
    limit: [
      mostBeyond(
        20,
        (number) => `https://cdn.example/${number}.mp4`,
        (videoLinks) => ({ videoLinks }),
        (url) => ({ url }),
      ),
    ],
    invalid: [
      {
        product: { videoLinks: ['rtsp://cdn.example/1', '/2.mp4'] },
        gives: { url: 'https://shop.example/2.mp4' },
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'additional_variant_attribute',
    field: 'additional_variant_attribute',
    valid: [
      {
        product: {
          variantOptions: [
            { name: 'Scent', value: 'Fruity' },
            { name: 'Fit', value: '<b>Slim</b>' },
          ],
        },
        gives: [
          { label: 'Scent', value: 'Fruity' },
          { label: 'Fit', value: 'Slim' },
        ],
      },
    ],
    invalid: [
      {
        product: { variantOptions: [{ value: 'Fruity' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
]
