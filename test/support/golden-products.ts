/** A handful of products that between them meet every rule of the channels; the golden feeds are made of them. */
import type { Product } from '../../feeds/catalog/product.js'
import { productOf } from './product.js'

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

export const goldenProducts: readonly Product[] = [
  productOf({
    id: 'AMC-NVY-M',
    groupId: 'AMC',
    title: 'Alpine Merino Crew, navy, size M',
    description:
      '<p>The <strong>Alpine Merino Crew</strong> keeps you warm &amp; dry.</p>\n<ul>\n  <li>200 g/m&sup2; wool</li>\n' +
      '  <li>Doesn&rsquo;t chafe</li>\n</ul><p>Wash at 30&nbsp;°C.</p><script>track("<p>")</script>',
    link: '/p/alpine-merino-crew?colour=navy&size=M',
    additionalImageLinks: [
      'https://cdn.example/merino-back.webp',
      '/img/größe m.jpg',
      'data:image/png;base64,AA',
    ],
    salePrice: eur(9_900),
    saleStartsAt: Date.UTC(2026, 9, 23, 22),
    saleEndsAt: Date.UTC(2026, 10, 30, 22, 59),
    brand: 'Alpine & Co',
    gtin: '4006381333931',
    mpn: 'AMC-1042',
    productType: ['Clothing', 'Knitwear', 'Sweaters & Cardigans'],
  }),
  productOf({
    id: 'used & odd/1',
    title: '  Übergröße\u200b  – <b>Jacke</b> \ud800“très chaud” 🔥 ',
    description: 'First line\r\nsecond line; $& ]]> &amp;nbsp; \u0003\nlast',
    imageLink: 'https://cdn.example/jacket.WEBP?v=2',
    additionalImageLinks: ['https://cdn.example/jacket.png', 'https://cdn.example/jacket-2.jpg'],
    availability: 'preorder',
    condition: 'used',
    brand: undefined,
    gtin: '4006381333930',
    mpn: ' J-7 ',
    // A sale price that is not lower is none.
    salePrice: eur(12_900),
  }),
  productOf({
    id: 'sale-without-end',
    availability: 'out_of_stock',
    condition: 'refurbished',
    salePrice: eur(1),
    saleStartsAt: Date.UTC(2026, 0, 1),
  }),
  productOf({
    id: 'sale-over',
    availability: 'backorder',
    salePrice: eur(5_000),
    saleEndsAt: Date.UTC(2026, 10, 1),
  }),
  productOf({ id: 'no-identifier', brand: ' ' }),
  productOf({ id: 'only-webp', imageLink: '/img/only.webp' }),
  productOf({ id: 'free', price: eur(0) }),
  productOf({ id: 'dollars', price: { amountMinor: 100, currency: 'USD' } }),
  productOf({ id: 'x'.repeat(51) }),
]
