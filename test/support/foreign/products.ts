/** The products of the foreign shop, written by hand: each holds a trap that such databases are full of. */

/** Dates are texts as the table holds them; what is absent is the column's default. */
export interface ForeignProduct {
  readonly id: number
  readonly holds: string
  readonly sku?: string
  readonly ean?: string
  readonly mpn?: string
  readonly quantity?: number
  readonly stockStatus?: number
  readonly image?: string | null
  readonly manufacturer?: number
  readonly price?: string
  readonly taxClass?: number
  readonly availableAt?: string
  readonly weight?: readonly [amount: string, weightClass: number]
  readonly status?: 0 | 1
  readonly texts?: readonly (readonly [language: number, name: string, description: string])[]
  readonly images?: readonly (readonly [path: string | null, sortOrder: number])[]
  readonly specials?: readonly (readonly [
    group: number,
    priority: number,
    price: string,
    start: string,
    end: string,
  ])[]
  readonly discounts?: readonly (readonly [
    group: number,
    quantity: number,
    priority: number,
    price: string,
  ])[]
  /** The first is the main one. */
  readonly categories?: readonly number[]
  readonly options?: readonly (readonly [
    id: number,
    option: number,
    value: number,
    quantity: number,
    price: string,
    sign: '+' | '-',
  ])[]
  readonly attributes?: readonly (readonly [attribute: number, language: number, text: string])[]
  readonly sold?: number
}

export const german = 2
export const english = 1
const never = '0000-00-00'

/** What a product has in the main language, where its texts are no trap. */
const text = (name: string): NonNullable<ForeignProduct['texts']> => [
  [german, name, `&lt;p&gt;${name}: aus unserem Lager, sofort im Haus.&lt;/p&gt;`],
]

export const foreignProducts: readonly ForeignProduct[] = [
  {
    id: 1,
    holds: 'everything',
    sku: 'KTL-1',
    ean: '4006381333931',
    mpn: 'WK-2000',
    quantity: 14,
    image: 'catalog/kettle.jpg',
    manufacturer: 3,
    price: '33.5294',
    taxClass: 9,
    weight: ['1.25000000', 1],
    texts: [
      [english, 'Kettle', '&lt;p&gt;A kettle.&lt;/p&gt;'],
      [
        german,
        'Wasserkessel &amp; Untersetzer',
        '&lt;p&gt;Kocht &lt;b&gt;leise&lt;/b&gt;&amp;nbsp;und schnell.&lt;/p&gt;\r\n&lt;ul&gt;&lt;li&gt;2 l&lt;/li&gt;&lt;/ul&gt;',
      ],
    ],
    images: [
      ['catalog/kettle-c.jpg', 3],
      ['catalog/kettle-a.jpg', 1],
      ['catalog/kettle-b.jpg', 1],
    ],
    categories: [22, 20],
    attributes: [
      [7, german, 'Edelstahl'],
      [7, english, 'Steel'],
      [8, german, '2 Liter &amp; mehr'],
    ],
    sold: 40,
  },
  {
    id: 2,
    holds: 'maker 0, and a price whose decimals only the tax makes round: 9.99 with it',
    quantity: 3,
    image: 'catalog/two.jpg',
    price: '8.3950',
    taxClass: 9,
    texts: text('Untersetzer'),
    categories: [21],
    sold: 40,
  },
  {
    id: 3,
    holds: 'texts in the other language only, and a price that is rounded up at the half',
    quantity: 5,
    image: 'catalog/three.jpg',
    manufacturer: 3,
    price: '10.0050',
    texts: [[english, 'Teapot', 'A pot for tea, without a translation.']],
    categories: [22],
  },
  {
    id: 4,
    holds: 'an empty title in the main language',
    quantity: 5,
    image: 'catalog/four.jpg',
    manufacturer: 4,
    price: '19.0000',
    texts: [
      [english, 'Milk jug', 'An English text that must not be told.'],
      [german, '', '&lt;p&gt;Ein Kännchen für Milch, mit Griff und Tülle.&lt;/p&gt;'],
    ],
    sold: 7,
  },
  {
    id: 5,
    holds: 'control characters, half entities and letters of four bytes',
    quantity: 9,
    image: 'catalog/größe & mehr.jpg',
    manufacturer: 5,
    price: '5.0000',
    texts: [
      [
        german,
        'M&M\u0003 Becher &amp &nbsp; \u{1F375}\u001a',
        '&amp;lt;p&amp;gt;Doppelt verpackt&amp;amp;#x21; &#x; &unbekannt; \u000b ende &lt;br',
      ],
    ],
  },
  {
    id: 6,
    holds: 'specials that are over, to come, for others, and two that hold with equal priority',
    quantity: 2,
    image: 'catalog/six.jpg',
    price: '20.0000',
    texts: text('Teesieb'),
    specials: [
      [1, 1, '3.0000', '2019-01-01', '2020-01-01'],
      [1, 1, '4.0000', '2059-01-01', '2060-01-01'],
      [2, 0, '6.0000', never, never],
      [1, 1, '12.0000', '2020-01-01', '2059-01-01'],
      [1, 1, '11.0000', '2020-01-01', '2059-01-01'],
      [1, 2, '5.0000', never, never],
    ],
  },
  {
    id: 7,
    holds: 'specials of the future only',
    quantity: 2,
    image: 'catalog/seven.jpg',
    price: '20.0000',
    texts: text('Teedose'),
    specials: [
      [1, 1, '14.0000', '2060-01-01', '2060-06-01'],
      [1, 1, '15.0000', '2059-07-01', '2059-08-01'],
    ],
  },
  {
    id: 8,
    holds: 'a special without dates',
    quantity: 2,
    image: 'catalog/eight.jpg',
    price: '20.0000',
    texts: text('Zuckerdose'),
    specials: [[1, 1, '17.9950', never, never]],
    sold: 12,
  },
  { id: 9, holds: 'a price of zero', quantity: 2, image: 'catalog/nine.jpg', texts: text('Prospekt') },
  { id: 10, holds: 'no image at all', quantity: 2, price: '4.5000', texts: text('Geschenkkarte') },
  {
    id: 11,
    holds: 'an empty main image beside further ones, one of them NULL',
    quantity: 2,
    image: '',
    price: '4.5000',
    texts: text('Löffel'),
    images: [
      ['catalog/spoon.jpg', 0],
      [null, 0],
      ['', 0],
    ],
  },
  {
    id: 12,
    holds: 'switched off',
    status: 0,
    quantity: 50,
    image: 'catalog/twelve.jpg',
    price: '4.5000',
    texts: text('Ausgelistet'),
    sold: 999,
  },
  {
    id: 13,
    holds: 'variants: one sold out, one dearer, one cheaper; and an option that is none',
    sku: 'SHIRT',
    quantity: 100,
    image: 'catalog/shirt.jpg',
    manufacturer: 4,
    price: '25.0000',
    taxClass: 9,
    texts: text('Hemd'),
    images: [['catalog/shirt-back.jpg', 0]],
    specials: [[1, 1, '20.0000', never, never]],
    categories: [30],
    options: [
      [203, 11, 103, 3, '1.5000', '-'],
      [201, 11, 101, 0, '0.0000', '+'],
      [202, 11, 102, 5, '2.5000', '+'],
      [204, 13, 121, 99, '3.0000', '+'],
    ],
    sold: 20,
  },
  {
    id: 14,
    holds: 'a single variant, and an option that makes it free',
    quantity: 1,
    image: 'catalog/scarf.jpg',
    price: '30.0000',
    texts: text('Schal'),
    options: [[210, 12, 111, 0, '30.0000', '-']],
  },
  {
    id: 15,
    holds: 'the stock number of another product',
    sku: 'KTL-1',
    quantity: 1,
    image: 'catalog/fifteen.jpg',
    price: '12.0000',
    texts: text('Ersatzdeckel'),
  },
  {
    id: 16,
    holds: 'a special that ends on a day that no month has',
    quantity: 1,
    image: 'catalog/sixteen.jpg',
    price: '12.0000',
    texts: text('Filter'),
    specials: [[1, 1, '8.0000', '2020-01-01', '2060-02-30']],
  },
  {
    id: 17,
    holds: 'a category in a circle',
    quantity: 1,
    image: 'catalog/seventeen.jpg',
    price: '12.0000',
    texts: text('Kreisel'),
    categories: [41],
  },
  {
    id: 18,
    holds: 'a category whose parent is unknown, and a placement in no category',
    quantity: 1,
    image: 'catalog/eighteen.jpg',
    price: '12.0000',
    texts: text('Waise'),
    categories: [43, 99],
  },
  {
    id: 19,
    holds: 'a category without a name in the main language, and one at the top',
    quantity: 1,
    image: 'catalog/nineteen.jpg',
    price: '12.0000',
    texts: text('Namenlos'),
    categories: [44, 20],
  },
  {
    id: 20,
    holds: 'a preorder with its date',
    quantity: 0,
    stockStatus: 8,
    image: 'catalog/twenty.jpg',
    price: '12.0000',
    availableAt: '2027-05-01',
    texts: text('Vorbote'),
  },
  {
    id: 21,
    holds: 'grams, and a stock status that the mapping does not know',
    quantity: 0,
    stockStatus: 77,
    image: 'catalog/twentyone.jpg',
    price: '12.0000',
    weight: ['350.00000000', 2],
    texts: text('Unklar'),
  },
  {
    id: 22,
    holds: 'a barcode that is none',
    ean: '1234567890123',
    quantity: 1,
    image: 'catalog/twentytwo.jpg',
    manufacturer: 3,
    price: '12.0000',
    texts: text('Strichcode'),
  },
  {
    id: 23,
    holds: 'a discount for one piece, beside those for ten and for others',
    quantity: 1,
    image: 'catalog/twentythree.jpg',
    price: '12.0000',
    texts: text('Rabatt'),
    discounts: [
      [1, 10, 1, '9.0000'],
      [2, 1, 1, '8.0000'],
      [1, 1, 1, '11.0000'],
    ],
  },
  {
    id: 24,
    holds: 'the reduced tax, added to an odd price',
    quantity: 1,
    image: 'catalog/twentyfour.jpg',
    price: '9.3458',
    taxClass: 10,
    texts: text('Kochbuch'),
  },
  {
    id: 25,
    holds: 'a tax class that is not there',
    quantity: 1,
    image: 'catalog/twentyfive.jpg',
    price: '9.0000',
    taxClass: 99,
    texts: text('Steuerlos'),
  },
  {
    id: 26,
    holds: 'no text in any language',
    quantity: 1,
    image: 'catalog/twentysix.jpg',
    manufacturer: 3,
    price: '9.0000',
  },
  {
    id: 27,
    holds: 'a maker that is not there',
    quantity: 1,
    image: 'catalog/twentyseven.jpg',
    manufacturer: 77,
    price: '9.0000',
    texts: text('Herrenlos'),
  },
  {
    id: 28,
    holds: 'more sold than there were',
    quantity: -3,
    image: 'catalog/twentyeight.jpg',
    price: '9.0000',
    texts: text('Überverkauft'),
  },
  {
    id: 29,
    holds: 'a special that begins in summer time and ends in winter time',
    quantity: 1,
    image: 'catalog/twentynine.jpg',
    price: '9.0000',
    texts: text('Jahreszeiten'),
    specials: [[1, 1, '7.0000', '2022-07-01', '2059-12-01']],
  },
  {
    id: 4_000_000_000,
    holds: 'a key behind a wide gap, beyond what a signed number holds',
    quantity: 1,
    image: 'catalog/last.jpg',
    manufacturer: 5,
    price: '9999999.9999',
    texts: text('Schlusslicht'),
    sold: 1,
  },
]
