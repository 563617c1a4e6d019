/** A shop in a process of its own that does with its hooks whatever it is asked to: for the canary. */
import express, { type Request, type RequestHandler } from 'express'
import type { Consent } from '../../plugins/meta-capi/contract.js'
import { createStorecast } from '../../src/index.js'
import { listen } from './http.js'
import { memoryCatalog } from './memory-catalog.js'
import { openOrders } from './orders.js'
import { productWithId } from './product.js'

/** What the shop is asked to do, as `x-shop` has it in JSON. */
export interface Asked {
  readonly store?: string
  readonly hook?: string
  readonly payload?: unknown
  /** Inside a transaction of the shop's own. */
  readonly within?: boolean
  /** With a context that was saved and read back. */
  readonly later?: boolean
  readonly shopper?: object
  readonly consent?: Consent
  readonly decide?: 'granted' | 'denied'
  readonly erase?: object
  /** What one of the shop's own functions throws. */
  readonly thrown?: { readonly by: 'identify' | 'consent'; readonly message: string }
}

type AnyHook = (...given: unknown[]) => { readonly eventId: string; readonly stored: unknown }

const asked = (req: Request): Asked => JSON.parse(decodeURIComponent(req.get('x-shop') ?? '%7B%7D'))

const [database = '', title = ''] = process.argv.slice(2)
const askedOf = (req: Request, by: 'identify' | 'consent'): Asked => {
  const { thrown, ...rest } = asked(req)
  if (thrown?.by === by) throw new Error(thrown.message)
  return rest
}
const cast = await createStorecast({
  tell: () => {},
  database,
  catalog: memoryCatalog([productWithId('A1', { title })]),
  meta: {
    identify: (req) => askedOf(req, 'identify').shopper,
    consent: (req) => askedOf(req, 'consent').consent,
  },
})
const orders = await openOrders(database)

const work: RequestHandler = async (req, res) => {
  const { store = 'default', hook = 'track', payload, within, later, decide, erase } = asked(req)
  const { meta } = cast.store(store)
  const who = later ? JSON.parse(JSON.stringify(meta.contextOf(req))) : req
  const given = Array.isArray(payload) ? payload : [payload]
  if (decide) return void res.json(await meta.decide(req, decide))
  if (erase) return void res.json(await meta.erase(erase))
  const call = (hooks: object) => (hooks as Record<string, AnyHook>)[hook]?.(who, ...given)
  try {
    const made = within ? await orders.knex.transaction(async (trx) => call(meta.within(trx))) : call(meta)
    res.type('html').send(`${made?.eventId} ${await made?.stored} ${meta.browserTag(req)}`)
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string }
    res.status(500).json({ code, message })
  }
}

const app = express()
app.use(cast.router)
app.all('/shop{/*rest}', work)
// Express itself would repeat the address.
app.use((_req, res) => void res.status(404).end())
const server = await listen(app)
process.stdout.write(`listening ${server.url}\n`)
process.once('SIGTERM', async () => {
  await server.close()
  await cast.close()
  await orders.close()
})
