/** A shop in a process of its own, to be killed, paused or ended: places orders with their events, and stops where it is told to. */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import knexFactory from 'knex'
import type { MetaApi } from '../../plugins/meta-capi/contract.js'
import { modulesOf } from '../../src/app.js'
import { assemble } from '../../src/kernel/assembly.js'
import { eventEnvironment } from './event-environment.js'
import { openOrders, orderOf, shopper } from './orders.js'

const [database = '', dataFolder = '', graphUrl = ''] = process.argv.slice(2)
const environment = eventEnvironment(graphUrl)
let stopsAt = ''

/** Stands still for ever, so that nothing happens between this instant and the kill. */
function reach(step: string): void {
  if (step !== stopsAt) return
  writeSync(1, `at ${step}\n`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

type Query = (
  this: unknown,
  connection: object,
  query: string | { readonly sql?: string },
) => Promise<unknown>

// Knex hands every statement of every connection through here; which step it is shows in its text.
const client = knexFactory.Client.prototype as unknown as { query: Query }
const plain = client.query
const settling = new WeakSet<object>()
client.query = async function (connection, query) {
  const sql = (typeof query === 'string' ? query : query.sql) ?? ''
  const isSettle = /^update .*storecast_outbox_entries.*settled_at/s.test(sql)
  const endsSettle = /^commit/i.test(sql) && settling.delete(connection)
  if (isSettle) reach('afterAnswer')
  const answer = await plain.call(this, connection, query)
  if (/^update .*storecast_outbox_entries.*attempts \+ 1/s.test(sql)) reach('afterClaim')
  if (isSettle) {
    settling.add(connection)
    reach('duringSettle')
  }
  if (endsSettle) reach('afterSettle')
  return answer
}

const kernel = await assemble(modulesOf({}), {
  database,
  dataFolder,
  environment,
  logLevel: 'warn',
})
const orders = await openOrders(database)
const meta = kernel.api('meta', 'default') as MetaApi
const say = (line: string) => void process.stdout.write(`${line}\n`)

async function place(id: string): Promise<void> {
  await orders.place(meta, id, async () => reach('afterInsert'))
  reach('afterCommit')
  say(`placed ${id}`)
}

/** Until the end of the process; every third shopper looks at the thank-you page, which reports the order again. */
async function stream(prefix: string): Promise<never> {
  for (let at = 0; ; at++) {
    const id = `${prefix}-${at}`
    await place(id)
    if (at % 3 === 0) meta.purchase(shopper, orderOf(id))
  }
}

const commands: Readonly<Record<string, (argument: string) => Promise<unknown>>> = {
  async open() {
    await kernel.migrate()
    await kernel.outbox.sweep()
    await kernel.start()
    say('open')
  },
  async stop(step) {
    stopsAt = step
  },
  place,
  async revisit(id) {
    say(`${await meta.purchase(shopper, orderOf(id)).stored} ${id}`)
  },
  stream: (prefix) => Promise.all(['a', 'b', 'c', 'd'].map((lane) => stream(`${prefix}${lane}`))),
  async end() {
    await kernel.close()
    await orders.close()
    process.exit(0)
  },
}

process.once('SIGTERM', () => void commands.end?.(''))

// Everything above is done early, so that the parent need not wait for modules to load.
say('loaded')
for await (const line of createInterface({ input: process.stdin })) {
  const [name = '', argument = ''] = line.split(' ')
  void commands[name]?.(argument)
}
