/** Builds Purchases as a hook does, request and database left out; arguments: `eight` or `every`, how many, how often. */
import { purchase } from '../../../dist/plugins/meta-capi/events/index.js'
import { prepare } from '../../../dist/plugins/meta-capi/hooks/hook.js'
import { assembleStorecast } from '../../../dist/src/app.js'
import { measureBuilding } from './build-run.mjs'

const kernel = await assembleStorecast({ logLevel: 'warn' })
await kernel.migrate()
const state = kernel.state('meta')
// As `contextOf` gives it of a request; of the shopper it knows nothing, so that nothing was hashed before.
const context = {
  version: 1,
  at: Math.floor(Date.now() / 1_000),
  consent: 'granted',
  user: {},
  sourceUrl: 'https://shop.example/thanks',
}

await measureBuilding(({ order: { orderId, currency, delivery, lines }, shopper: user }) => {
  const prepared = prepare(state, 'default', purchase, context, { orderId, currency, delivery, lines, user })
  if (prepared.state !== 'entry') throw new Error(`A purchase became ${prepared.state}`)
  return prepared.entry.body
})
await kernel.close()
