/** What the example mapping must make of the foreign shop's rows, worked out by hand. */
import type { Product } from '../../../../feeds/catalog/product.js'

export type Expected = Omit<Product, 'key'>

/** `exact`: as it is stored, where that has more decimals than cents. */
const eur = (amountMinor: number, exact?: string) => ({
  amountMinor,
  currency: 'EUR',
  ...(exact !== undefined && { exact }),
})

/** What most products share: id, link, one piece in stock, an image, no flaws. */
function product(id: number, image: string | undefined, rest: Partial<Expected>): Expected {
  return {
    id: String(id),
    title: '',
    description: '',
    link: `/index.php?route=product&product_id=${id}`,
    imageLink: image === undefined ? undefined : `/image/catalog/${image}.jpg`,
    availability: 'in_stock',
    quantity: 1,
    price: eur(1200),
    condition: 'new',
    ...rest,
  }
}

const text = (title: string) => ({
  title,
  description: `&lt;p&gt;${title}: aus unserem Lager, sofort im Haus.&lt;/p&gt;`,
})

const standardTax = { DE: '19', AT: '20' }
const kitchen = 'Küche &amp; Bad'

const shirt = {
  ...text('Hemd'),
  groupId: '13',
  link: '/index.php?route=product&product_id=13',
  imageLink: '/image/catalog/shirt.jpg',
  additionalImageLinks: ['/image/catalog/shirt-back.jpg'],
  brand: 'Nordlicht',
  taxToAdd: standardTax,
  productType: ['Kleidung'],
} as const

/** In the order of the feed. */
export const expectedProducts: readonly Expected[] = [
  product(1, 'kettle', {
    title: 'Wasserkessel &amp; Untersetzer',
    description:
      '&lt;p&gt;Kocht &lt;b&gt;leise&lt;/b&gt;&amp;nbsp;und schnell.&lt;/p&gt;\r\n&lt;ul&gt;&lt;li&gt;2 l&lt;/li&gt;&lt;/ul&gt;',
    additionalImageLinks: [
      '/image/catalog/kettle-a.jpg',
      '/image/catalog/kettle-b.jpg',
      '/image/catalog/kettle-c.jpg',
    ],
    price: eur(3353, '33.5294'),
    taxToAdd: standardTax,
    quantity: 14,
    brand: 'Harbour &amp; Söhne',
    gtin: '4006381333931',
    mpn: 'WK-2000',
    shippingWeight: { value: 1.25, unit: 'kg' },
    productType: [kitchen, 'Tee', 'Kessel'],
    furtherProductTypes: [[kitchen]],
    details: [
      { name: 'Material', value: 'Edelstahl' },
      { name: 'Inhalt', value: '2 Liter &amp; mehr' },
    ],
  }),
  product(2, 'two', {
    ...text('Untersetzer'),
    price: eur(840, '8.395'),
    taxToAdd: standardTax,
    quantity: 3,
    productType: [kitchen, 'Tee'],
  }),
  product(3, 'three', {
    title: 'Teapot',
    description: 'A pot for tea, without a translation.',
    price: eur(1001, '10.005'),
    quantity: 5,
    brand: 'Harbour &amp; Söhne',
    productType: [kitchen, 'Tee', 'Kessel'],
  }),
  product(4, 'four', {
    title: 'Milk jug',
    description: '&lt;p&gt;Ein Kännchen für Milch, mit Griff und Tülle.&lt;/p&gt;',
    price: eur(1900),
    quantity: 5,
    brand: 'Nordlicht',
  }),
  product(5, 'größe & mehr', {
    title: 'M&M\u0003 Becher &amp &nbsp; \u{1F375}\u001a',
    description: '&amp;lt;p&amp;gt;Doppelt verpackt&amp;amp;#x21; &#x; &unbekannt; \u000b ende &lt;br',
    price: eur(500),
    quantity: 9,
    brand: ' Nordlicht',
  }),
  product(6, 'six', {
    ...text('Teesieb'),
    price: eur(2000),
    salePrice: eur(1100),
    saleStartsAt: Date.UTC(2019, 11, 31, 23),
    saleEndsAt: Date.UTC(2058, 11, 31, 23),
    quantity: 2,
  }),
  product(7, 'seven', {
    ...text('Teedose'),
    price: eur(2000),
    salePrice: eur(1500),
    saleStartsAt: Date.UTC(2059, 5, 30, 22),
    saleEndsAt: Date.UTC(2059, 6, 31, 22),
    quantity: 2,
  }),
  product(8, 'eight', {
    ...text('Zuckerdose'),
    price: eur(2000),
    salePrice: eur(1800, '17.995'),
    quantity: 2,
  }),
  product(9, 'nine', { ...text('Prospekt'), price: eur(0), quantity: 2 }),
  product(10, undefined, { ...text('Geschenkkarte'), price: eur(450), quantity: 2 }),
  product(11, undefined, {
    ...text('Löffel'),
    additionalImageLinks: ['/image/catalog/spoon.jpg'],
    price: eur(450),
    quantity: 2,
  }),
  product(13, 'shirt', {
    ...shirt,
    id: '13-201',
    size: 'S',
    availability: 'out_of_stock',
    quantity: 0,
    price: eur(2500),
    salePrice: eur(2000),
  }),
  product(13, 'shirt', {
    ...shirt,
    id: '13-202',
    size: 'M',
    quantity: 5,
    price: eur(2750),
    salePrice: eur(2250),
  }),
  product(13, 'shirt', {
    ...shirt,
    id: '13-203',
    size: 'L',
    quantity: 3,
    price: eur(2350),
    salePrice: eur(1850),
  }),
  product(14, 'scarf', {
    ...text('Schal'),
    id: '14-210',
    groupId: '14',
    color: 'Rot',
    availability: 'out_of_stock',
    quantity: 0,
    price: eur(0),
  }),
  product(15, 'fifteen', text('Ersatzdeckel')),
  product(16, 'sixteen', {
    ...text('Filter'),
    flaws: [{ property: 'salePrice', problem: '"2060-02-30" is no date' }],
  }),
  product(17, 'seventeen', { ...text('Kreisel'), productType: ['Ei', 'Henne'] }),
  product(18, 'eighteen', { ...text('Waise'), productType: ['Verwaist'] }),
  product(19, 'nineteen', { ...text('Namenlos'), productType: [kitchen] }),
  product(20, 'twenty', {
    ...text('Vorbote'),
    availability: 'preorder',
    availableAt: Date.UTC(2027, 3, 30, 22),
    quantity: 0,
  }),
  product(21, 'twentyone', {
    ...text('Unklar'),
    availability: 'out_of_stock',
    quantity: 0,
    shippingWeight: { value: 350, unit: 'g' },
  }),
  product(22, 'twentytwo', {
    ...text('Strichcode'),
    brand: 'Harbour &amp; Söhne',
    gtin: '1234567890123',
  }),
  product(23, 'twentythree', { ...text('Rabatt'), customPrice: eur(1100) }),
  product(24, 'twentyfour', {
    ...text('Kochbuch'),
    price: eur(935, '9.3458'),
    taxToAdd: { DE: '7', AT: '10' },
  }),
  product(25, 'twentyfive', { ...text('Steuerlos'), price: eur(900) }),
  product(26, 'twentysix', { price: eur(900), brand: 'Harbour &amp; Söhne' }),
  product(27, 'twentyseven', { ...text('Herrenlos'), price: eur(900) }),
  product(28, 'twentyeight', {
    ...text('Überverkauft'),
    price: eur(900),
    availability: 'out_of_stock',
    quantity: -3,
  }),
  product(29, 'twentynine', {
    ...text('Jahreszeiten'),
    price: eur(900),
    salePrice: eur(700),
    saleStartsAt: Date.UTC(2022, 5, 30, 22),
    saleEndsAt: Date.UTC(2059, 10, 30, 23),
  }),
  product(4_000_000_000, 'last', {
    ...text('Schlusslicht'),
    price: eur(1_000_000_000, '9999999.9999'),
    brand: ' Nordlicht',
  }),
]
