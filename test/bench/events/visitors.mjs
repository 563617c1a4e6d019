/** Visitors: requests at fixed instants, whether or not earlier ones were answered; latency counts from the instant. */
import { Worker } from 'node:worker_threads'
import { Pool } from 'undici'
import { answerMessages } from './messages.mjs'

const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const hurrying = 16
const pools = new Map()
const metronome = new Worker(new URL('metronome.mjs', import.meta.url))
// The same clock in every thread.
const nowMs = () => Number(process.hrtime.bigint()) / 1e6

answerMessages({
  /** Of twenty requests one is an order, four are carts and fifteen are looks. Answers latencies in milliseconds, by kind. */
  async visit({ address, from, count, perSecond }) {
    const pool = poolOf(address)
    const latencies = { hooks: [], orders: [] }
    const everyMs = 1_000 / perSecond
    const beginsMs = nowMs() + 20
    const answers = []
    await new Promise((done) => {
      metronome.removeAllListeners('message').on('message', (each) => {
        answers.push(visit(pool, from + each, beginsMs + each * everyMs, latencies))
        if (answers.length === count) done()
      })
      metronome.postMessage({ beginsMs, everyMs, count })
    })
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
    await metronome.terminate()
    await Promise.all([...pools.values()].map((pool) => pool.close()))
  },
})

function poolOf(address) {
  const pool = pools.get(address) ?? new Pool(address, { connections: 64, pipelining: 1 })
  pools.set(address, pool)
  return pool
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
  latencies[isOrder ? 'orders' : 'hooks'].push(nowMs() - dueMs)
  if (statusCode >= 400) throw new Error(`${path} was answered with ${statusCode}`)
}
