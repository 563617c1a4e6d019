/** A shop's own Express app that reports what its shoppers do, from a product's page to a payment that comes later. */
import { randomBytes, randomUUID } from 'node:crypto'
import express, { type Request } from 'express'
import knex from 'knex'
import { createStorecast } from '../src/index.js'

const mug = { id: 'MUG-1', name: 'A mug of stoneware', price: '12.50' }
const customers = new Map([['c-7', { email: 'ada@shop.example', firstName: 'Ada', phone: '030 901820' }]])

const cookie = (req: Request, name: string) =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1]

// Storecast's database, on connections of the shop's own.
const database = knex({ client: 'mysql2', connection: process.env.DATABASE_URL ?? '' })

const cast = await createStorecast({
  meta: {
    identify(req) {
      const customer = cookie(req, 'customer')
      return {
        sessionId: cookie(req, 'visit'),
        user: customer ? { externalId: customer, ...customers.get(customer) } : {},
      }
    },
    consent(req) {
      const choice = cookie(req, 'ads')
      return choice === 'yes' ? 'granted' : choice === 'no' ? 'denied' : 'pending'
    },
  },
})

const app = express()
app.use('/storecast', cast.router)
app.use(express.json())

app.get('/products/:id', (req, res) => {
  cast.meta.viewContent(req, { product: mug, value: mug.price })
  const nonce = randomBytes(16).toString('base64')
  res.setHeader('Content-Security-Policy', `script-src 'nonce-${nonce}' 'strict-dynamic'`)
  res.send(`<h1>${mug.name}</h1>${cast.meta.browserTag(req, { nonce })}`)
})

app.get('/search', (req, res) => {
  cast.meta.search(req, { query: String(req.query.q), products: [mug] })
  res.json([mug])
})

app.post('/cart', (req, res) => {
  cast.meta.addToCart(req, { product: mug, quantity: 2, price: mug.price })
  res.sendStatus(204)
})

app.post('/buy', async (req, res) => {
  const order = { orderId: randomUUID(), lines: [{ product: mug, quantity: 2, price: mug.price }] }
  await database.transaction(async (trx) => {
    await trx('orders').insert({ id: order.orderId, lines: JSON.stringify(order.lines), paid: true })
    await cast.meta.within(trx).purchase(req, order)
  })
  res.json({ order: order.orderId })
})

app.post('/order', async (req, res) => {
  const order = { orderId: randomUUID(), lines: [{ product: mug, quantity: 2, price: mug.price }] }
  cast.meta.initiateCheckout(req, order)
  await database('orders').insert({
    id: order.orderId,
    lines: JSON.stringify(order.lines),
    paid: false,
    context: JSON.stringify(cast.meta.contextOf(req)),
  })
  res.json({ order: order.orderId })
})

app.post('/payments', async (req, res) => {
  await database.transaction(async (trx) => {
    const { id, lines, context } = await trx('orders').where({ id: req.body.order }).forUpdate().first()
    await trx('orders').where({ id }).update({ paid: true })
    await cast.meta.within(trx).purchase(JSON.parse(context), { orderId: id, lines: JSON.parse(lines) })
  })
  res.sendStatus(204)
})

app.post('/newsletter', async (req, res) => {
  const { email } = req.body
  const { stored } = cast.meta.completeRegistration(req, { email, status: 'newsletter' })
  if ((await stored) === 'lost') process.stderr.write('A registration could not be kept.\n')
  cast.defer(req, {
    name: 'shop.welcome',
    priority: 50,
    maxCostSeconds: 2,
    run: () => void process.stdout.write('Welcome is sent.\n'),
  })
  res.sendStatus(204)
})

app.post('/choice', async (req, res) => {
  const choice = req.body.ads === true ? 'granted' : 'denied'
  res.cookie('ads', choice === 'granted' ? 'yes' : 'no')
  res.json({ events: await cast.meta.decide(req, choice) })
})

app.post('/forget-me', async (req, res) => {
  const { customer, email } = req.body
  res.json({ events: await cast.meta.erase({ externalId: customer, email }) })
})

const server = app.listen(Number(process.env.PORT ?? 3000), () => process.stdout.write('The shop is open.\n'))
process.once('SIGTERM', async () => {
  server.close()
  await cast.close()
  await database.destroy()
})
