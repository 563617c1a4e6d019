/** One run of building events: the same shoppers for whoever builds; what it prints is a `BuildingRun`. */
import { createHash } from 'node:crypto'
import { orderOf, shopperOf } from './shoppers.mjs'

const [fields = 'eight', count = '1000', rounds = '1'] = process.argv.slice(2)

/** Builds all of them unmeasured until the code is compiled, then in measured rounds; `build` answers the JSON. */
export async function measureBuilding(build) {
  const inputs = Array.from({ length: Number(count) }, (_, index) => ({
    order: orderOf(index),
    shopper: shopperOf(index, fields === 'every'),
  }))
  const told = inputs.map((input) => essence(JSON.parse(build(input))))
  const eventsPerSecond = []
  for (let round = 0; round < Number(rounds); round++) eventsPerSecond.push(once(inputs, build))
  const run = {
    eventsPerSecond: eventsPerSecond.toSorted((a, b) => a - b)[eventsPerSecond.length >> 1],
    // What both must say alike.
    print: createHash('sha256').update(JSON.stringify(told)).digest('hex'),
    bytes: build(inputs[0]).length,
    keys: Object.keys(JSON.parse(build(inputs[0])).user_data).length,
    sample: told[0],
  }
  process.stdout.write(`${JSON.stringify(run)}\n`)
}

function once(inputs, build) {
  let bytes = 0
  const begun = performance.now()
  for (const input of inputs) bytes += build(input).length
  const tookMs = performance.now() - begun
  if (bytes === 0) throw new Error('Nothing was built')
  return inputs.length / (tookMs / 1_000)
}

/** Fields in which the two do not differ on purpose: how texts of people and places are normalised is another matter. */
function essence({ event_name, event_id, user_data, custom_data }) {
  const { em, ph, country, zp } = user_data
  const { value, currency, order_id, content_ids, delivery_category } = custom_data
  const contents = custom_data.contents.map(({ id, quantity, item_price }) => [id, quantity, item_price])
  return {
    event_name,
    event_id,
    em,
    ph,
    country,
    zp,
    value,
    currency,
    order_id,
    content_ids,
    delivery_category,
    contents,
  }
}
