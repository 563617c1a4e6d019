/** Clothing of the demo shop. */
import { type DemoProduct, gtin, variants } from '../demo-product.js'

export const clothing: readonly DemoProduct[] = [
  ...variants(
    {
      group: 'HP-SKERRY',
      title: 'Skerry Waterproof Jacket',
      description:
        '<p>Cut for standing on a wet quay: a three-layer shell with taped seams, a storm hood that turns with your head and cuffs that close over gloves.</p><ul><li>20,000 mm water column</li><li>Two-way zip, pockets above the harness line</li><li>Recycled polyester, PFAS-free finish</li></ul>',
      price: 18900,
      sale: [14900, 'running'],
      category: 'jackets',
      motif: 'jacket',
      pictures: 3,
      mpn: 'SK-301',
    },
    [
      ['NAVY-S', 'Navy, S', '#23395b', 8, 412, 100001],
      ['NAVY-M', 'Navy, M', '#23395b', 21, 655, 100002],
      ['NAVY-L', 'Navy, L', '#23395b', 14, 540, 100003],
      ['MOSS-M', 'Moss, M', '#5b6b3a', 5, 318, 100004],
      ['MOSS-L', 'Moss, L', '#5b6b3a', 0, 301, 100005],
    ],
  ),
  ...variants(
    {
      group: 'HP-TERN',
      title: 'Tern Merino Sweater',
      description:
        'A fisherman&rsquo;s rib in 100&nbsp;% merino, knitted in one piece so that no seam sits under a rucksack strap. Washes at 30&nbsp;&deg;C &mdash; dries flat.',
      price: 11900,
      category: 'knitwear',
      motif: 'sweater',
      pictures: 2,
      mpn: 'TE-118',
    },
    [
      ['OAT-S', 'Oat, S', '#d9c7a3', 11, 207, 100011],
      ['OAT-M', 'Oat, M', '#d9c7a3', 9, 233, 100012],
      ['RUST-M', 'Rust, M', '#b5532a', 3, 190, 100013],
    ],
  ),
  ...variants(
    {
      group: 'HP-COVE',
      title: 'Cove Beanie',
      description: 'Double-layered lambswool with a deep turn-up. One size, from small heads to large ones.',
      price: 2450,
      category: 'hats',
      also: ['gifts-small'],
      motif: 'beanie',
    },
    [
      ['MUSTARD', 'Mustard', '#d29a1e', 64, 980, 100021],
      ['OCEAN', 'Ocean', '#2b6f8a', 58, 1204, 100022],
      ['CHARCOAL', 'Charcoal', '#43474d', 0, 871, 100023],
    ],
  ),
  ...variants(
    {
      group: 'HP-GULL',
      title: 'Gullwing Deck Boots',
      description:
        '<p>Natural rubber, razor-cut soles, a heel that holds on a ladder.</p><p><b>Fit:</b> generous. Between two sizes, take the smaller one.</p>',
      price: 8950,
      sale: [6900, 'over'],
      category: 'boots',
      motif: 'boot',
      brand: 'Nordlys',
      mpn: 'NL-DB2',
    },
    [
      ['40', 'size 40', '#d8a520', 6, 96, 100031],
      ['42', 'size 42', '#d8a520', 10, 143, 100032],
      ['44', 'size 44', '#d8a520', 0, 120, 100033],
    ],
  ),
  {
    id: 'HP-FULMAR-CAP',
    title: 'Fulmar Waxed Cap',
    description:
      'Waxed cotton, cord under the chin for the ferry. Smells of the shed for a week, then only of rain.',
    price: 3900,
    sale: [3200, 'upcoming'],
    category: 'hats',
    picture: ['cap', '#6b5a3e'],
    stock: 40,
    gtin: gtin(100041),
    sold: 77,
  },
  {
    id: 'HP-STORM-SHIRT',
    title: 'LAST CHANCE!!! HEAVY STORM SHIRT - BEST PRICE OF THE YEAR',
    description: 'BRUSHED COTTON TWILL, DOUBLE YOKE, HORN BUTTONS. WHILE STOCKS LAST.',
    price: 7900,
    sale: [3950, 'always'],
    category: 'shirts',
    picture: ['sweater', '#8c2f39'],
    stock: 4,
    gtin: gtin(100042),
    sold: 51,
  },
  {
    id: 'HP-KUTTER-HEMD',
    title: 'Fischerhemd „Kutter“ – blau/weiß gestreift',
    description:
      '<p>Das klassische Fischerhemd aus schwerer Baumwolle: weiter Schnitt, kurzer Stehkragen, zwei große Taschen. Läuft beim ersten Waschen ca. 3&nbsp;% ein – das gehört so.</p><ul><li>100&nbsp;% Baumwolle, 250&nbsp;g/m²</li><li>Größe M</li></ul>',
    price: 6450,
    category: 'shirts',
    picture: ['sweater', '#3f6ea8'],
    stock: 17,
    brand: 'Fernwerk',
    gtin: gtin(100043),
    mpn: 'FW-0815',
    sold: 132,
  },
  {
    id: 'HP-EIDER-VEST',
    title: 'Eider Quilted Vest',
    description:
      'Light, warm, packs into its own pocket. The picture follows as soon as the photographer is back from the islands.',
    price: 9900,
    category: 'jackets',
    picture: null,
    stock: 12,
    gtin: gtin(100044),
    sold: 18,
  },
]
