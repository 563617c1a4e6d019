/** Killing the shop's process while it sells: the orders table against what Graph received. */
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type Child, startChild } from '../../support/child.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { endLeases, openEventShop, startGraph, statesIn } from '../../support/event-shop.js'
import { eventually } from '../../support/eventually.js'
import { expectEachOnce, purchasesAt } from '../../support/purchases-at-graph.js'
import { random } from '../../support/random.js'
import { seed } from '../../support/seed.js'
import { testFolder } from '../../support/temp-folder.js'

const crashes = Number(process.env.CRASHES ?? 8)
const childFile = fileURLToPath(new URL('../../support/purchase-child.ts', import.meta.url))
// Some dozens of purchases, so that kills fall into every step of one.
const longestLifeMs = 250

const steps = [
  'afterInsert',
  'afterCommit',
  'afterClaim',
  'afterSend',
  'afterAnswer',
  'duringSettle',
  'afterSettle',
] as const

describeEachDatabase('a shop', (fresh) => {
  async function shopInChildren() {
    const { url } = await fresh()
    const graph = await startGraph()
    const dataFolder = testFolder()
    // Its clock is a little ahead of the children's, so that all of theirs is due.
    const last = await openEventShop({ url, graph, clock: testClock(Date.now() + 600_000) })
    const load = (): Child => {
      const child = startChild(childFile, { args: [url, dataFolder, graph.url] })
      onTestFinished(async () => void (await child.kill()))
      return child
    }
    return { graph, orders: last.orders, last, load }
  }

  test('the process is killed at each named step of a purchase: no committed purchase is lost, none gets a second event id', async () => {
    const { graph, orders, load } = await shopInChildren()
    let loaded = load()
    for (const step of steps) {
      const child = loaded
      loaded = load()
      await child.line('loaded')
      child.send('open')
      await child.line('open')
      // What the one before left is over, so that the step is one of this order.
      await eventually(async () => isIdle(await statesIn(orders.knex)), 20_000)
      child.send(`stop ${step}`)
      if (step === 'afterSend') {
        graph.misbehave({ name: 'hangAfterAccepting' })
        const accepted = graph.nextRequest()
        child.send(`place ${step}`)
        await accepted
      } else {
        child.send(`place ${step}`)
        await child.line(`at ${step}`)
      }
      await child.kill('SIGKILL')
      graph.misbehave(null)
      await endLeases(orders.knex)
      const isThere = (await orders.ids()).includes(step)
      expect([step, isThere]).toEqual([step, step !== 'afterInsert'])
      const isSent = purchasesAt(graph).includes(`purchase.${step}`)
      expect([step, isSent]).toEqual([step, !['afterInsert', 'afterCommit', 'afterClaim'].includes(step)])
    }
    const child = loaded
    await child.line('loaded')
    child.send('open')
    await child.line('open')
    // Who was not told of an order places it again; who was sees the thank-you page again.
    child.send('place afterInsert')
    await child.line('placed afterInsert')
    for (const step of steps) {
      child.send(`revisit ${step}`)
      await child.line(`known ${step}`)
    }
    await eventually(async () => (await statesIn(orders.knex)).done === steps.length, 20_000)
    expect(await orders.ids()).toEqual([...steps].sort())
    expectEachOnce(graph, steps)
    await child.kill()
  }, 120_000)

  test(
    'the process is killed at random instants of a stream of purchases: no committed purchase is lost, none gets a second event id',
    async () => {
      const { graph, orders, last, load } = await shopInChildren()
      const next = random(seed)
      const told = new Set<string>()
      let loaded = load()
      for (let crash = 0; crash < crashes; crash++) {
        const child = loaded
        loaded = load()
        await child.line('loaded')
        child.send('open')
        await child.line('open')
        child.send(`stream ${crash}`)
        await child.line(/^placed/)
        await pauseMs(next() * longestLifeMs)
        await child.kill('SIGKILL')
        for (const [, id = ''] of child.stdout.matchAll(/^placed (\S+)$/gm)) told.add(id)
        await endLeases(orders.knex)
      }
      await loaded.kill()
      await last.kernel.outbox.sweep()
      await last.deliver()
      const placed = await orders.ids()
      const message = `SEED=${seed}`
      expect(placed.length, message).toBeGreaterThanOrEqual(crashes * 4)
      expect(new Set(placed), message).toEqual(new Set([...placed, ...told]))
      expect(await last.states(), message).toEqual({ done: placed.length })
      expectEachOnce(graph, placed)
    },
    60_000 + crashes * 10_000,
  )
})

function isIdle({ waiting = 0, sending = 0 }: Readonly<Record<string, number>>): boolean {
  return waiting + sending === 0
}

function pauseMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
