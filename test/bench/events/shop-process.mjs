/** A shop's process, steered by messages: Storecast as the package, and hooks called as fast as they are kept. */
import { subscribe } from 'node:diagnostics_channel'
import { createStorecast } from 'storecast'
import { answerMessages } from './messages.mjs'
import { orderOf, shopperOf } from './shoppers.mjs'

const cast = await createStorecast({ logLevel: 'warn', background: process.env.BACKGROUND !== 'off' })

/** Making them is none of what is measured: shoppers come again, orders and events do not. */
const regulars = 5_000
const shoppers = Array.from({ length: regulars }, (_, index) => ({
  ...shopperOf(index, false),
  ...visitOf(index),
}))
const orders = Array.from({ length: regulars }, (_, index) => orderOf(index))
const capturedAt = Math.floor(Date.now() / 1_000)

let posts = 0
subscribe('undici:request:create', () => posts++)

answerMessages({
  /** Calls a hook for each number; no more than `most` are ever under way. Answers what became of them. */
  async hook({ from, count, most }) {
    const kept = {}
    let next = from
    const visitor = async () => {
      while (next < from + count) {
        const outcome = await hook(next++).stored
        kept[outcome] = (kept[outcome] ?? 0) + 1
      }
    }
    const begun = performance.now()
    await Promise.all(Array.from({ length: Math.min(most, count) }, visitor))
    return { kept, tookMs: performance.now() - begun }
  },
  usage() {
    const { user, system } = process.cpuUsage()
    return { cpuMs: (user + system) / 1_000, rssMb: process.memoryUsage.rss() / 2 ** 20, posts }
  },
  close: () => cast.close(),
})

/** A mix as a shop has it: of twenty events sixteen are looks, three are carts and one is an order. */
function hook(index) {
  const who = {
    version: 1,
    at: capturedAt,
    consent: 'granted',
    user: {},
    sourceUrl: `https://shop.example/p/${index}`,
  }
  const user = shoppers[index % regulars]
  const order = orders[index % regulars]
  const [line] = order.lines
  if (index % 20 === 0) return cast.meta.purchase(who, { ...order, orderId: `order-${index}`, user })
  if (index % 20 < 4) return cast.meta.addToCart(who, { ...line, user })
  return cast.meta.viewContent(who, { product: { id: line.product, name: 'A product' }, user })
}

function visitOf(index) {
  const { externalId, clientIpAddress, clientUserAgent, fbp } = shopperOf(index, true)
  return { externalId, clientIpAddress, clientUserAgent, fbp }
}
