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
