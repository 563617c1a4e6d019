/** Words and sentences that the seeded texts are made of: a shop for home and clothing in three languages. */

export const adjectives = (
  'light warm soft sturdy classic modern slim roomy quiet washable foldable durable elegant bright dark natural ' +
  'organic recycled waterproof breathable compact handmade rustic polished matte glossy quilted padded ribbed woven ' +
  'printed plain tailored relaxed cropped oversized reversible adjustable portable wireless rechargeable ergonomic'
).split(' ')

export const nouns = (
  'jacket sweater shirt dress skirt scarf belt backpack wallet boots sandals sneakers blanket pillow curtain lamp ' +
  'table chair shelf cabinet mirror vase bowl plate mug kettle toaster blender knife board pan pot tent hammock ' +
  'lantern bottle notebook pen clock speaker headset keyboard charger cable tripod basket rug towel apron candle'
).split(' ')

export const materials = (
  'cotton linen wool cashmere silk leather suede denim canvas fleece bamboo oak walnut pine steel brass copper ' +
  'ceramic porcelain glass marble rattan jute cork silicone aluminium polyester nylon merino alpaca'
).split(' ')

export const colours = (
  'black white grey navy red burgundy green olive mustard beige sand ivory teal turquoise pink coral lilac plum ' +
  'brown chocolate'
).split(' ')

export const places =
  'Porto Kyoto Oslo Lyon Gdańsk Århus Graz Málaga Göteborg Łódź Zürich Ghent Turin Leeds Cork Bergen'.split(
    ' ',
  )

export const brands = (
  'Aldermoor,Brisk & Byrne,Calluna,Dunmere,Elbkind,Fjordlinje,Granvik,Hallow Lane,Ibis & Sons,Juniper Row,Kestrel,' +
  'Lumière,Møllestad,Nordwald,Ostrava Works,Pennywhistle,Quay & Co,Rosenhof,Söderlund,Tannwald,Umbra Nine,Vessel,' +
  'Wren & Wilder,Xenia,Yarrow,Zirbe'
).split(',')

/** `{a}` adjective, `{n}` noun, `{m}` material, `{c}` colour, `{p}` place, `{d}` a number. */
export const sentences = [
  'A {a} {n} made of {m}, designed in {p} and finished by hand.',
  'The {a} {n} keeps its shape after {d} washes.',
  'Every {n} is checked twice before it leaves our workshop in {p}.',
  'Pair it with the {a} {n} in {c} for a {a} look.',
  'With {d} pockets and a {a} lining it is ready for {d} days on the road.',
  'Our {m} comes from farms near {p} that have worked with us for {d} years.',
  'It weighs {d} grams and folds into its own {a} pouch.',
  'The {c} tone is dyed with plant colours & fixed without chrome.',
  'Made for people who want one {a} {n} instead of {d} that break.',
  'The surface is {a}, the edges are {a}, and the whole is easy to clean.',
  'Please note that {m} is a natural material: shades of {c} may differ.',
  'Customers say: "the most {a} {n} we have owned in {d} years".',
  'Height {d} cm, width {d} cm, depth {d} cm.',
  'Free returns within {d} days, whatever the reason.',
  'Since {m} breathes, the {n} stays {a} in summer and {a} in winter.',
  'A gift for everyone who loves {p}, {c} and {a} things.',
  'Tested for {d} hours in the rain of {p}.',
  'The {n} ships flat; all screws & tools are in the box.',
  'Two {a} straps hold up to {d} kilograms.',
  'Inspired by the markets of {p}, woven in {m}, trimmed in {c}.',
  'Care: wash at {d} degrees, do not tumble dry, iron while damp.',
  'The set holds {d} pieces; single ones can be bought later.',
  'It fits a {n} of up to {d} inches and leaves room for a {n}.',
  "Don't be fooled by how {a} it looks: it is built like a {n}.",
  'Available in {c}, {c} and {c}; the {c} one is limited to {d} pieces.',
  'Certified by an independent laboratory in {p} (report {d}-{d}).',
] as const

export const foreignSentences = [
  'Für kühle Nächte: außen {m}, innen weiches Futter, größenverstellbar.',
  'Nach der Wäsche bei {d}° in Form ziehen; läuft kaum ein.',
  'Wygodny i lekki, idealny na każdą porę roku, {d} g.',
  'Łatwy w czyszczeniu, żółty szew jest wykończony ręcznie w mieście {p}.',
  'Fabriqué à {p}, livré en {d} jours ouvrés, échange gratuit.',
  'Sélection « été » : {d} pièces, lavable à {d} °C.',
  '職人が一つずつ仕上げた、軽くて丈夫な一品です。',
  'Мягкая ткань и прочные швы, вес {d} г.',
] as const

export const facts = [
  'Material',
  'Colour',
  'Origin',
  'Weight in grams',
  'Warranty in months',
  'Pieces per set',
  'Care & cleaning',
] as const

/** Top level, and what stands below each of it. */
export const departments: Readonly<Record<string, readonly string[]>> = {
  'Clothing & Accessories': [
    'Knitwear',
    'Outerwear',
    'Shirts & Tops',
    'Trousers',
    'Dresses',
    'Bags',
    'Shoes',
  ],
  'Home & Garden': ['Kitchen', 'Bedding', 'Lighting', 'Storage', 'Möbel', 'Garden Tools', 'Décor'],
  'Sport & Outdoor': ['Camping', 'Cycling', 'Running', 'Yoga', 'Climbing', 'Winter Sports'],
  Electronics: ['Audio', 'Chargers', 'Keyboards', 'Cameras', 'Lamps'],
  Books: ['Cookbooks', 'Travel', 'Children', 'Crafts'],
}
