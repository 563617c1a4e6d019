/** The demo shop's categories: id, name, and what each stands under. */

/** Demo ids begin alike, so that planting removes what is no longer here and nothing of a merchant's. */
export const categoryPrefix = 'demo-'

export const demoCategories: readonly (readonly [id: string, name: string, under: string | null])[] = [
  ['clothing', 'Clothing', null],
  ['jackets', 'Jackets & Coats', 'clothing'],
  ['knitwear', 'Knitwear', 'clothing'],
  ['shirts', 'Shirts', 'clothing'],
  ['hats', 'Hats & Socks', 'clothing'],
  ['boots', 'Boots', 'clothing'],
  ['outdoor', 'Outdoor', null],
  ['tents', 'Tents & Shelter', 'outdoor'],
  ['sleeping', 'Sleeping Bags', 'tents'],
  ['packs', 'Backpacks', 'outdoor'],
  ['camp-kitchen', 'Camp Kitchen', 'outdoor'],
  ['light', 'Lanterns & Lamps', 'outdoor'],
  ['ropework', 'Ropes & Knots', 'outdoor'],
  ['home', 'Home', null],
  ['textiles', 'Blankets & Cushions', 'home'],
  ['candles', 'Candles', 'home'],
  ['storage', 'Baskets & Storage', 'home'],
  ['kitchen', 'Kitchen', null],
  ['cups', 'Cups & Mugs', 'kitchen'],
  ['cookware', 'Pots, Pans & Kettles', 'kitchen'],
  ['knives', 'Knives & Boards', 'kitchen'],
  ['table', 'Table Linen', 'kitchen'],
  ['books', 'Books & Maps', null],
  ['cookbooks', 'Cookbooks', 'books'],
  ['toys', 'Toys', null],
  ['gifts', 'Gifts', null],
  ['gifts-small', 'Gifts under €30', 'gifts'],
]
