/** Visitors: requests at fixed instants, whether or not earlier ones were answered; latency counts from the instant. */
import { Pool } from 'undici'
import { answerMessages } from './messages.mjs'

// Timers come up to a millisecond late: the last of the wait is spent looking at the clock.
const wakeEarlyMs = 1.5
const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const hurrying = 16
const pools = new Map()

answerMessages({
  /** Of twenty requests one is an order, four are carts and fifteen are looks. Answers latencies in milliseconds, by kind. */
  async visit({ address, from, count, perSecond }) {
    const pool = poolOf(address)
    const latencies = { hooks: [], orders: [] }
    const everyMs = 1_000 / perSecond
    const begun = performance.now() + 20
    const answers = []
    for (let each = 0; each < count; each++) {
      const dueMs = begun + each * everyMs
      await until(dueMs)
      answers.push(visit(pool, from + each, dueMs, latencies))
    }
    await Promise.all(answers)
    return latencies
  },
  /** As fast as they are answered, some at a time: until the code behind them is compiled. */
  async hurry({ address, from, count }) {
    let next = from
    const visitor = async () => {
      while (next < from + count) await visit(poolOf(address), next++, 0, { hooks: [], orders: [] })
    }
    await Promise.all(Array.from({ length: hurrying }, visitor))
  },
  async close() {
    await Promise.all([...pools.values()].map((pool) => pool.close()))
  },
})

function poolOf(address) {
  const pool = pools.get(address) ?? new Pool(address, { connections: 64, pipelining: 1 })
  pools.set(address, pool)
  return pool
}

async function until(dueMs) {
  const leftMs = dueMs - performance.now()
  if (leftMs > wakeEarlyMs) await new Promise((done) => setTimeout(done, leftMs - wakeEarlyMs))
  while (performance.now() < dueMs) await new Promise((done) => setImmediate(done))
}

async function visit(pool, number, dueMs, latencies) {
  const isOrder = number % 20 === 0
  const isCart = !isOrder && number % 20 < 5
  const path = isOrder ? '/orders' : isCart ? '/cart' : `/products/SKU-${number % 5_000}`
  const { statusCode, body } = await pool.request({
    path,
    method: isOrder || isCart ? 'POST' : 'GET',
    headers: { 'user-agent': agent, 'x-shopper': String(number) },
  })
  await body.dump()
  latencies[isOrder ? 'orders' : 'hooks'].push(performance.now() - dueMs)
  if (statusCode >= 400) throw new Error(`${path} was answered with ${statusCode}`)
}
