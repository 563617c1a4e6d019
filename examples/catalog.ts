/** A catalog of a shop's own: whatever holds its products, told in key order, page by page. */
import express from 'express'
import type { Catalog, Product } from '../feeds/index.js'
import { createStorecast } from '../src/index.js'

const mugs = Array.from({ length: 2_500 }, (_, at) => ({ sku: at + 1, cents: 1_200 + at }))

const catalog: Catalog = {
  async page(after, limit) {
    return mugs
      .filter(({ sku }) => after === null || sku > Number(after))
      .slice(0, limit)
      .map(
        ({ sku, cents }): Product => ({
          key: sku,
          id: String(sku),
          title: `Mug ${sku}`,
          description: 'A mug of stoneware, fired twice.',
          link: `/mugs/${sku}`,
          imageLink: `/mugs/${sku}.jpg`,
          availability: 'in_stock',
          price: { amountMinor: cents, currency: 'EUR' },
          brand: 'Harbour',
          condition: 'new',
        }),
      )
  },
  fingerprint: async () => String(mugs.length),
}

const cast = await createStorecast({ catalog })
const app = express().use(cast.router)

const server = app.listen(Number(process.env.PORT ?? 3000), () => process.stdout.write('The mugs are out.\n'))
process.once('SIGTERM', () => {
  server.close()
  void cast.close()
})
