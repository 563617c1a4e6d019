/** A product that every channel takes, to be changed where a test is about something. */
import type { Product } from '../../feeds/catalog/product.js'

export const productOf = (changes: Partial<Product> = {}): Product => ({
  key: 1,
  id: 'SKU-1',
  title: 'Merino sweater',
  description: '<p>Warm &amp; light.</p>',
  link: '/p/merino-sweater',
  imageLink: 'https://cdn.example/merino.jpg',
  availability: 'in_stock',
  price: { amountMinor: 12_900, currency: 'EUR' },
  brand: 'Alpine',
  condition: 'new',
  ...changes,
})

/** The same under an id of its own, which its key, its texts and its addresses tell. */
export const productWithId = (id: string, changes: Partial<Product> = {}): Product =>
  productOf({
    key: id,
    id,
    title: `Product ${id}`,
    description: `What there is to say of product ${id}, in a sentence or two.`,
    link: `https://shop.example/p/${id}`,
    imageLink: `https://shop.example/i/${id}.jpg`,
    price: { amountMinor: 1_000, currency: 'EUR' },
    brand: 'Acme',
    ...changes,
  })
