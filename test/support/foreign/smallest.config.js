/** The smallest mapping that gives a feed: the first example of docs/your-own-tables.md. */
import { defineConfig, mapTables } from 'storecast'

export default defineConfig({
  catalog: mapTables({
    database: process.env.SHOP_DATABASE_URL,
    prefix: 'oc_',
    currency: 'EUR',
    products: {
      table: 'product',
      id: 'product_id',
      where: { status: 1 },
      set: {
        link: { column: 'product_id', before: '/index.php?route=product&product_id=' },
        imageLink: { column: 'image', before: '/image/' },
        price: 'price',
        quantity: 'quantity',
      },
    },
    related: [
      {
        table: 'product_description',
        product: 'product_id',
        where: { language_id: 2 },
        set: { title: 'name', description: 'description' },
      },
    ],
  }),
})
