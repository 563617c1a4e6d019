/** What docs/events.md shows and says: its excerpts stand in examples that run, its tables are those of the code. */
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { GraphStandIn } from '../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../plugins/graph-stand-in/index.js'
import { openDatabase } from '../../src/kernel/database/open-database.js'
import { type Child, type Ended, startChild } from '../support/child.js'
import { databases, type FreshDatabase } from '../support/databases.js'
import { eventEnvironment, pixel, token } from '../support/event-environment.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { tempFolder } from '../support/temp-folder.js'
import { blockBehind, blocksOf, pathOf, read } from './documents.js'

const document = 'docs/events.md'
const examples = ['examples/events.ts', 'examples/direct.ts', 'examples/user-data.ts']
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36'

/** As a shop that has the package writes it. */
const asWritten = (path: string) =>
  read(path)
    .replace("'../src/index.js'", "'storecast'")
    .replace("'../plugins/meta-capi/index.js'", "'storecast/meta-capi'")

const unindented = (text: string) => text.replace(/^ +/gm, '')

describe(document, () => {
  test('shows code that stands in the examples, word for word', () => {
    const whole = examples.map((path) => unindented(asWritten(path)))
    const blocks = blocksOf(document, 'ts')
    expect(blocks.length).toBeGreaterThan(8)
    for (const block of blocks)
      expect(
        whole.some((text) => text.includes(`\n${unindented(block)}\n`)),
        block,
      ).toBe(true)
  })

  test('shows every page of the shop', () => {
    const shown = unindented(blocksOf(document, 'ts').join('\n'))
    const pages = unindented(asWritten('examples/events.ts')).match(/^app\.\w+\('.*$/gm) ?? []
    expect(pages.length).toBeGreaterThan(8)
    for (const page of pages) expect(shown).toContain(page)
  })

  test('shows what the pure functions answer', async () => {
    const child = startChild(pathOf('examples/user-data.ts'))
    expect(await child.ended).toEqual({ code: 0, signal: null })
    expect(child.stdout.trimEnd()).toBe(blockBehind(document, 'printed by examples/user-data.ts'))
  })
})

interface Asking {
  readonly cookies?: string
  readonly body?: unknown
  readonly userAgent?: string
}

interface RunningShop {
  ask(path: string, asking?: Asking): Promise<Response>
  readonly child: Child
  end(): Promise<Ended>
}

async function open(path: string, environment: Readonly<Record<string, string>>): Promise<RunningShop> {
  const port = await freePort()
  const folder = tempFolder()
  const child = startChild(pathOf(path), {
    env: { LOG_LEVEL: 'warn', STORECAST_DATA: folder.path, PORT: String(port), ...environment },
  })
  await child.line('The shop is open.')
  return {
    async end() {
      const ended = await child.kill('SIGTERM')
      folder.remove()
      return ended
    },
    child,
    ask: (page, { cookies = '', body, userAgent = agent } = {}) =>
      fetch(`http://127.0.0.1:${port}${page}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { cookie: cookies, 'user-agent': userAgent, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  }
}

const mariadb = databases.find(({ kind }) => kind === 'mysql')

describe.skipIf(!mariadb?.available)('the shop of the examples', () => {
  let graph: GraphStandIn
  let shop: RunningShop
  let database: FreshDatabase | undefined
  beforeAll(async () => {
    database = await mariadb?.fresh()
    const url = database?.url ?? ''
    const { knex, close } = await openDatabase(url)
    await knex.schema.createTable('orders', (columns) => {
      columns.string('id', 40).primary()
      columns.text('lines').notNullable()
      columns.boolean('paid').notNullable()
      columns.text('context')
    })
    await close()
    graph = await startGraphStandIn({ pixels: { [pixel]: token } })
    shop = await open('examples/events.ts', { ...eventEnvironment(graph.url), DATABASE_URL: url })
  })
  afterEach(() => graph.clear())
  afterAll(async () => {
    expect(await shop.end()).toEqual({ code: 0, signal: null })
    await graph.close()
    await database?.drop()
  })

  const cookies = 'visit=v-1; ads=yes; customer=c-7'
  const events = () => graph.received().map(({ event }) => event)

  test('tells Meta of a page, and the browser the same', async () => {
    const answer = await shop.ask('/products/MUG-1', { cookies })
    await graph.whenReceived(1)
    const [event] = events()
    expect(event).toMatchObject({
      event_name: 'ViewContent',
      custom_data: { content_ids: ['MUG-1'], value: 12.5 },
    })
    const page = await answer.text()
    expect(page).toContain(`"ViewContent",{"content_ids":["MUG-1"]`)
    expect(page).toContain(`{"eventID":"${event?.event_id}"}`)
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '') ?? []
    expect(page).toContain(`<script nonce="${nonce}">`)
    expect(answer.headers.get('set-cookie')).toContain('_fbp=fb.')
  })

  test('tells what is searched, put into the cart and signed up for', async () => {
    await shop.ask('/search?q=mug', { cookies })
    await shop.ask('/cart', { cookies, body: {} })
    await shop.ask('/newsletter', { cookies, body: { email: 'ada@shop.example' } })
    await graph.whenReceived(3)
    expect(new Set(events().map(({ event_name: name }) => name))).toEqual(
      new Set(['Search', 'AddToCart', 'CompleteRegistration']),
    )
    await shop.child.line('Welcome is sent.')
  })

  test('tells of an order that is paid at once, and of one whose payment comes by a webhook, each once', async () => {
    const { order: first } = (await (await shop.ask('/buy', { cookies, body: {} })).json()) as {
      order: string
    }
    const { order } = (await (await shop.ask('/order', { cookies, body: {} })).json()) as { order: string }
    for (let times = 0; times < 2; times++)
      expect((await shop.ask('/payments', { body: { order }, userAgent: 'payments/1.0' })).status).toBe(204)
    await graph.whenReceived(3)
    const bought = events().filter(({ event_name: name }) => name === 'Purchase')
    expect(bought.map(({ event_id: id }) => id).sort()).toEqual(
      [`purchase.${first}`, `purchase.${order}`].sort(),
    )
    for (const { user_data: user } of bought)
      expect(user).toMatchObject({ client_user_agent: agent, em: [expect.stringMatching(/^[\da-f]{64}$/)] })
    const forgotten = await shop.ask('/forget-me', { body: { customer: 'c-7' } })
    expect(((await forgotten.json()) as { events: number }).events).toBeGreaterThanOrEqual(3)
  })

  test('asks before it tells: what waits goes with a yes, and is gone with a no', async () => {
    const decided = async (visit: string, ads: boolean) => {
      await shop.ask('/products/MUG-1', { cookies: `visit=${visit}` })
      await eventually(async () => {
        const answer = await shop.ask('/choice', { cookies: `visit=${visit}`, body: { ads } })
        return ((await answer.json()) as { events: number }).events === 1
      }, 10_000)
    }
    await decided('v-2', false)
    await shop.ask('/products/MUG-1', { cookies: 'visit=v-3; ads=no' })
    await decided('v-4', true)
    await graph.whenReceived(1)
    expect(events()).toHaveLength(1)
  })
})

test('the shop on a platform that freezes sends through its gateway before it is frozen', async () => {
  const graph = await startGraphStandIn({ pixels: { [pixel]: token } })
  onTestFinished(() => graph.close())
  const { ask, child, end } = await open('examples/direct.ts', {
    ...eventEnvironment('http://127.0.0.1:1'),
    GATEWAY_URL: graph.url,
    FACEBOOK_CONVERSION__DELIVERY: 'direct',
  })
  await ask('/')
  await child.line('It may freeze.')
  expect(graph.received().map(({ event }) => [event.event_name, event.custom_data])).toEqual([
    ['Size chart opened', { chart: 'EU' }],
  ])
  expect(await end()).toEqual({ code: 0, signal: null })
})
