/** A small storefront in Express, with hooks where HOOKS=on and without them else; all other work is the same. */
import express from 'express'
import knexFactory from 'knex'
import { createStorecast } from 'storecast'
import { answerMessages } from './messages.mjs'
import { orderOf, shopperOf } from './shoppers.mjs'

const hasHooks = process.env.HOOKS === 'on'
const regulars = 5_000
const shoppers = Array.from({ length: regulars }, (_, index) => shopperOf(index, false))
const numberOf = (req) => Number(req.headers['x-shopper'])
const identify = (req) => ({
  sessionId: `session-${numberOf(req)}`,
  user: shoppers[numberOf(req) % regulars],
})

const cast = hasHooks ? await createStorecast({ logLevel: 'fatal', meta: { identify } }) : undefined
const knex = knexFactory({ client: 'mysql2', connection: process.env.DATABASE_URL })
if (!(await knex.schema.hasTable('shop_orders'))) {
  await knex.schema.createTable('shop_orders', (table) => {
    table.string('id', 60).primary()
    table.decimal('total', 10, 2).notNullable()
  })
}

const app = express()
if (cast) app.use(cast.router)

app.get('/products/:id', (req, res) => {
  cast?.meta.viewContent(req, { product: { id: req.params.id, name: 'A product' } })
  res.type('html').send(page(req.params.id))
})
app.post('/cart', (req, res) => {
  const [line] = orderOf(numberOf(req)).lines
  cast?.meta.addToCart(req, line)
  res.json({ lines: 1 })
})
app.post('/orders', async (req, res) => {
  const order = { ...orderOf(numberOf(req)), orderId: `${process.pid}-${numberOf(req)}` }
  await knex.transaction(async (trx) => {
    await trx('shop_orders').insert({ id: order.orderId, total: 100 })
    if (cast) await cast.meta.within(trx).purchase(req, order)
  })
  res.status(201).json({ order: order.orderId })
})

const page = (id) =>
  `<!doctype html><title>${id}</title>${'<p>A paragraph about the product.</p>'.repeat(40)}`
const server = app.listen(0, '127.0.0.1')

answerMessages({
  address: () => `http://127.0.0.1:${server.address().port}`,
  async close() {
    server.close()
    server.closeAllConnections()
    await knex.destroy()
    await cast?.close()
  },
})
