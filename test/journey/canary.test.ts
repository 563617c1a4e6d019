/** Secrets and personal data go in through every door, at trace level; then they are looked for wherever something comes out. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GraphHandler } from '../../plugins/graph-stand-in/contract.js'
import { graphStandInHandler } from '../../plugins/graph-stand-in/index.js'
import { sign } from '../../src/kernel/security/signature.js'
import type { Database } from '../../src/kernel.js'
import { openDatabase } from '../../src/kernel.js'
import type { Asked } from '../support/canary-child.js'
import { type Child, startChild } from '../support/child.js'
import { storecast } from '../support/config-folder.js'
import { describeEachDatabase, type FreshDatabase } from '../support/databases.js'
import { eventually } from '../support/eventually.js'
import { type Answer, type Asking, send } from '../support/http.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** They open something: nothing may ever hold them, but the one header and what the shop keeps itself. */
const secrets = {
  token: 'EAACanaryTokenQ7x9ZkLmNo',
  tokenOfAcme: 'EAACanaryAcmeTokenW3e5RtYu',
  secret: 'canary-of-storecast-secret-81c5',
  hookKey: 'canary-of-the-hook-key-0123456789abcdef',
  feedToken: 'canaryFeedTokenH2j4',
  metricsToken: 'canaryMetricsTokenB6n8',
  wrongToken: 'canaryWrongTokenV1c3',
  cookie: 'canaryCookieP9o7',
  sessionInUrl: 'canaryUrlSessionM5k3',
}

/** They tell of a person: hashed they may be stored and sent, as they are they may not. */
const person = {
  mail: 'canary.mailbox.x7q@canary-people.example',
  phone: '+49 30 9018 2077',
  firstName: 'Zephyrinequx',
  lastName: 'Quillonwrathex',
  birthDate: '1983-07-19',
  city: 'Canarhavenqx',
  zip: '94107-8861',
  sessionId: 'canary-session-9f8e7d6c',
  externalId: 'canary-customer-4242',
}

const written = [
  ...Object.values(secrets),
  ...Object.values(person),
  'canary.mailbox',
  '493090182077',
  '90182077',
  '9018-2077',
  '19830719',
  '941078861',
]

/** They stand for a person under another name: in what is sent and kept, and nowhere else. */
const pseudonyms = {
  mail: hex(person.mail),
  externalId: hex(person.externalId),
  address: '81.2.69.142',
  clickId: 'IwARcanaryClickIdD4f6G8h0J2k4',
}

/** Harmless, and met in the places that are searched: by them it is seen that the search sees. */
const agent = 'CanaryBrowser/7.3 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36'
const title = 'Canary yellow blanket'

const pixel = '1234567890'
const pixelOfAcme = '5550001111'
const child = fileURLToPath(new URL('../support/canary-child.ts', import.meta.url))

/** In what forms it may have come: as it is, in an address, in base64, in whatever capitals. */
function formsOf(text: string): readonly string[] {
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -1)
  return [
    text,
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+'),
    base64,
    text.replaceAll(' ', ''),
  ]
}

function foundIn(text: string, canaries: readonly string[]): readonly string[] {
  const lower = text.toLowerCase()
  return canaries.filter((canary) => formsOf(canary).some((form) => lower.includes(form.toLowerCase())))
}

test('the search sees what it looks for', () => {
  for (const canary of written) expect(foundIn(`x${canary.toUpperCase()}y`, written)).toContain(canary)
  expect(foundIn(encodeURIComponent(person.mail), written)).toContain(person.mail)
  expect(foundIn(Buffer.from(`${person.mail}:x`).toString('base64'), written)).toContain(person.mail)
  expect(foundIn('canary', written)).toEqual([])
})

interface Graph {
  readonly url: string
  readonly desk: GraphHandler
  /** Addresses and headers of what was sent, without the one header for the token. */
  readonly heads: string[]
  readonly bodies: string[]
  readonly authorizations: Set<string>
  /** Answers this to the next call. */
  nextAnswer: string | undefined
  close(): Promise<void>
}

/** The local Graph API behind a listener that writes down every byte. */
async function openGraph(): Promise<Graph> {
  const desk = graphStandInHandler({ pixels: { [pixel]: secrets.token, [pixelOfAcme]: secrets.tokenOfAcme } })
  const server = createServer((req, res) => {
    const { authorization, ...headers }: IncomingHttpHeaders = req.headers
    graph.heads.push(`${req.method} ${req.url} ${JSON.stringify(headers)}`)
    graph.authorizations.add(String(authorization))
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => graph.bodies.push(body))
    const answer = graph.nextAnswer
    graph.nextAnswer = undefined
    if (answer === undefined) return desk.handle(req, res)
    req.on('end', () => res.writeHead(400, { 'content-type': 'application/json' }).end(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const graph: Graph = {
    url: `http://127.0.0.1:${port}`,
    desk,
    heads: [],
    bodies: [],
    authorizations: new Set(),
    nextAnswer: undefined,
    async close() {
      desk.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return graph
}

const said = `${person.mail} or ${person.phone}`
const query = new URLSearchParams({
  fbclid: pseudonyms.clickId,
  email: person.mail,
  tel: person.phone,
  PHPSESSID: secrets.sessionInUrl,
  access_token: secrets.wrongToken,
  first_name: person.firstName,
  zip: person.zip,
})
const page = `https://shop.example/reset/${encodeURIComponent(person.mail)}?${query}`
const user = {
  email: person.mail,
  phone: person.phone,
  firstName: person.firstName,
  lastName: person.lastName,
  birthDate: person.birthDate,
  city: person.city,
  zip: person.zip,
  country: 'DE',
  externalId: person.externalId,
}
const line = { product: { id: 'A1', name: title }, quantity: 1, price: '9.99' }
const envelope = { eventSourceUrl: page, user, custom: { remark: said, list: [said], [person.mail]: 1 } }

/** Every hook with what a shop might pass, personal data in every text that people type. */
const good: Readonly<Record<string, unknown>> = {
  viewContent: { product: line.product, name: said, category: said, ...envelope },
  search: { query: said, products: ['A1'], ...envelope },
  addToCart: { ...line, ...envelope },
  addToWishlist: { ...line, ...envelope },
  initiateCheckout: { lines: [line], currency: 'EUR', ...envelope },
  purchase: { orderId: 'order-1', lines: [line], currency: 'EUR', ...envelope },
  completeRegistration: { email: person.mail, status: said, ...envelope },
  contact: { email: person.mail, ...envelope },
  lead: { email: person.mail, ...envelope },
  track: ['Size chart opened', { search_string: said, content_category: said, other: said }, envelope],
}

/** Payloads that are no events, or only in part. */
const bad: readonly unknown[] = [
  said,
  null,
  { orderId: { said }, lines: said, query: { said }, eventTime: said },
  { orderId: 'order-2', value: said, currency: said, query: ' ', actionSource: said },
  { eventId: `${said}\n${said}`, query: said, orderId: '\n' },
  { eventId: said.repeat(9), query: said, orderId: said.repeat(9) },
  { consent: said, query: 'x', orderId: 'order-3', lines: [line] },
  {
    user: {
      email: `${person.mail} ${person.mail}`,
      phone: said,
      birthDate: `${person.birthDate}?`,
      zip: said,
    },
  },
  {
    user: said,
    custom: said,
    limitedDataUse: said,
    customSegmentation: said,
    subscriptionId: said,
    query: 'x',
  },
]

const signedPayloads: readonly (readonly [event: string, payload: unknown])[] = [
  ...Object.entries({
    ViewContent: good.viewContent,
    Search: good.search,
    Purchase: good.purchase,
    Lead: good.lead,
  }),
  ...['AddToCart', 'InitiateCheckout', 'CompleteRegistration', 'Contact'].map(
    (name) => [name, { ...line, lines: [line], ...envelope }] as const,
  ),
].map(([event, data]) => [
  event,
  {
    shopper: {
      ip: pseudonyms.address,
      userAgent: agent,
      url: page,
      referrer: page,
      sessionId: person.sessionId,
      user,
      fbc: said,
    },
    data,
  },
])

const malformed: readonly (readonly [event: string, body: string])[] = [
  ['Purchase', `{"${said}`],
  ['Purchase', JSON.stringify({ [said]: said })],
  ['Purchase', JSON.stringify({ shopper: { ip: 1, consent: said, user: said }, data: said })],
  ['Purchase', JSON.stringify({ data: { orderId: { said }, lines: said } })],
  [
    'Lead',
    JSON.stringify({
      context: {
        version: 1,
        consent: 'granted',
        user,
        sourceUrl: page,
        referrer: page,
        bot: said,
        shopper: said,
      },
    }),
  ],
  [encodeURIComponent(said), JSON.stringify({ shopper: { userAgent: agent }, data: {} })],
  [encodeURIComponent(person.mail), JSON.stringify({ shopper: { userAgent: 'Googlebot/2.1' } })],
  [encodeURIComponent(person.mail), JSON.stringify({ shopper: { consent: 'denied' } })],
]

describeEachDatabase('canaries', (fresh, kind) => {
  let graph: Graph
  let folder: TempFolder
  let made: FreshDatabase
  let database: Database
  let shop: Child
  let url = ''
  let environment: Readonly<Record<string, string>>
  const answers: string[] = []
  const commands: { readonly args: string; readonly text: string }[] = []
  /** Of the tables before the faults, some of which erase, and at the end. */
  const dumps: ReadonlyMap<string, string>[] = []
  let metrics = ''
  let logged = ''

  async function ask(path: string, asking: Asking = {}): Promise<Answer> {
    const answer = await send(`${url}${path}`, asking)
    answers.push(`${JSON.stringify(answer.headers)} ${answer.text}`)
    return answer
  }

  /** A page of the shop, visited by a browser that carries much. */
  const visit = (asked: Asked, headers: Readonly<Record<string, string>> = {}) =>
    ask(`/shop/page?${query}`, {
      method: 'POST',
      headers: {
        'user-agent': agent,
        'x-forwarded-for': pseudonyms.address,
        referer: page,
        cookie: `session=${secrets.cookie}; mail=${encodeURIComponent(person.mail)}; _fbp=${secrets.cookie}`,
        authorization: `Bearer ${secrets.wrongToken}`,
        'x-shop': encodeURIComponent(
          JSON.stringify({ shopper: { sessionId: person.sessionId, user }, ...asked }),
        ),
        ...headers,
      },
    })

  function post(event: string, body: string, over: Readonly<Record<string, string>> = {}, path = '') {
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'storecast-signature': sign(body, secrets.hookKey, Math.floor(Date.now() / 1_000)),
      ...over,
    }
    return ask(`${path}/hooks/meta/${event}?${query}`, { method: 'POST', headers, body })
  }

  async function run(...args: readonly string[]): Promise<string> {
    const { stdout, stderr } = await storecast(folder.path, args, environment)
    commands.push({ args: args.filter((arg) => !written.includes(arg)).join(' '), text: stdout + stderr })
    return stdout
  }

  const entries = () => database.knex('storecast_outbox_entries')
  const atRest = async () => (await entries().whereIn('state', ['waiting', 'sending'])).length === 0

  beforeAll(async () => {
    graph = await openGraph()
    folder = tempFolder()
    made = await fresh()
    database = await openDatabase(made.url)
    environment = {
      NODE_ENV: 'production',
      LOG_LEVEL: 'trace',
      DATABASE_URL: made.url,
      STORECAST_DATA: join(folder.path, 'data'),
      STORECAST_SECRET: secrets.secret,
      STORECAST_STORES: 'acme',
      STORECAST_TRUSTED_PROXIES: '127.0.0.0/8,::1',
      STORECAST_GRAPH_URL: graph.url,
      SHOP__ADDRESS: 'https://shop.example',
      SERVER__METRICS_TOKEN: secrets.metricsToken,
      XML_FEEDS__IS_ENABLED_FACEBOOK: 'true',
      XML_FEEDS__FACEBOOK_TOKEN: secrets.feedToken,
      FACEBOOK_CONVERSION__PIXEL_ID: pixel,
      FACEBOOK_CONVERSION__PIXEL_ACCESS_TOKEN: secrets.token,
      FACEBOOK_CONVERSION__HOOK_KEYS: secrets.hookKey,
      CIRCUIT_BREAKER__META_THRESHOLD: '50',
    }
    await run('migrate')
    for (const [key, value] of Object.entries({
      PIXEL_ID: pixelOfAcme,
      PIXEL_ACCESS_TOKEN: secrets.tokenOfAcme,
      DELIVERY: 'direct',
    }))
      await run('registry', 'set', '--store', 'acme', 'FACEBOOK_CONVERSION', key, value)
    shop = startChild(child, {
      args: [made.url, title],
      env: { ...environment, VITEST: undefined },
      cwd: folder.path,
    })
    url = (await shop.line(/^listening /)).slice('listening '.length)
    await throughEveryHook()
    await throughEveryRoute()
    await eventually(atRest, 20_000)
    dumps.push(await tables())
    await throughFaults()
    await eventually(atRest, 20_000)
    await lookAround()
    await shop.kill('SIGTERM')
    logged = shop.stdout + shop.stderr
    dumps.push(await tables())
  }, 180_000)

  afterAll(async () => {
    await shop.kill()
    await database.close()
    await graph.close()
    await made.drop()
    folder.remove()
  })

  async function throughEveryHook(): Promise<void> {
    for (const hook of Object.keys(good)) {
      await visit({ hook, payload: good[hook] })
      await visit({ hook, payload: good[hook], store: 'acme', later: true })
      await visit({ hook, payload: good[hook], within: true })
      for (const by of ['identify', 'consent'] as const)
        await visit({ hook, payload: good[hook], thrown: { by, message: said } })
      await visit({ hook, payload: good[hook] }, { 'user-agent': `Googlebot/2.1 ${agent}` })
      for (const payload of bad) {
        await visit({ hook, payload })
        await visit({ hook, payload, within: true })
      }
    }
    for (const name of [person.mail, said, person.phone, ''])
      await visit({ hook: 'track', payload: [name, { said }] })
    for (const decide of ['granted', 'denied'] as const) {
      await visit({ hook: 'lead', payload: good.lead, consent: 'pending' })
      await visit({ decide })
    }
    await visit({ hook: 'lead', payload: good.lead, consent: said as never })
  }

  async function throughEveryRoute(): Promise<void> {
    for (const [event, payload] of signedPayloads)
      await post(event, JSON.stringify(payload), { 'idempotency-key': said })
    for (const [event, body] of malformed)
      await post(event, body, { 'idempotency-key': `${said} of another body` })
    const body = JSON.stringify(signedPayloads[0]?.[1])
    for (const signature of [
      '',
      said,
      `t=1,v1=${hex(said)}`,
      sign(body, secrets.wrongToken, Math.floor(Date.now() / 1_000)),
    ])
      await post('Purchase', body, { 'storecast-signature': signature })
    await post('ViewContent', body, { 'idempotency-key': said })
    await post('ViewContent', `${body} `, { 'idempotency-key': said })
    await post('Purchase', body, { 'content-type': `text/${secrets.cookie}` })
    await post('Purchase', body, {}, `/s/${encodeURIComponent(person.mail)}`)
    await post('Purchase', body, {}, '/s/acme')
    const feed = '/xml/facebook-catalog'
    for (const asked of [
      `${feed}?token=${secrets.feedToken}`,
      `${feed}?token=${secrets.wrongToken}`,
      `${feed}?token=${secrets.feedToken}&brand=${encodeURIComponent(said)}`,
      `${feed}?token=${secrets.feedToken}&category=${encodeURIComponent(said)}&top=${encodeURIComponent(said)}`,
      `${feed}?token=${secrets.feedToken}&${query}`,
      `/xml/${encodeURIComponent(person.mail)}?token=${secrets.feedToken}`,
      `/s/${encodeURIComponent(person.mail)}${feed}?token=${secrets.feedToken}`,
      `/metrics?token=${secrets.wrongToken}`,
      `/nothing/${encodeURIComponent(person.mail)}?${query}`,
    ])
      await ask(asked, {
        headers: { cookie: `session=${secrets.cookie}`, referer: page, 'user-agent': agent },
      })
    for (const authorization of [
      `Bearer ${secrets.wrongToken}`,
      `Basic ${btoa(`${person.mail}:${secrets.wrongToken}`)}`,
      said,
    ])
      await ask(feed, { headers: { authorization } })
  }

  async function throughFaults(): Promise<void> {
    graph.nextAnswer = JSON.stringify({
      error: {
        message: `(#100) ${said} of ${person.firstName} is not valid`,
        error_user_title: person.lastName,
        error_user_msg: `data[0][user_data]: "${said}", ${person.city}, ${person.zip}, token ${secrets.token}`,
        code: 100,
        error_subcode: 2804008,
        error_data: { blame_field_specs: [['data', 0, person.mail]] },
        fbtrace_id: person.mail,
      },
    })
    await visit({ hook: 'lead', payload: good.lead })
    await eventually(async () => (await entries().where({ state: 'dead' })).length > 0, 20_000)
    for (const name of ['html503', 'error200', 'temporary'] as const) {
      graph.desk.misbehave({ name }, { times: 1 })
      await visit({ hook: 'lead', payload: good.lead })
      await eventually(async () => graph.desk.requests().some(({ behaviour }) => behaviour === name), 20_000)
    }
    graph.desk.setToken(pixel, secrets.token, 'expired')
    await visit({ hook: 'purchase', payload: { ...(good.purchase as object), orderId: 'held' } })
    await eventually(async () => graph.desk.requests().some(({ code }) => code === 190), 20_000)
    graph.desk.setToken(pixel, secrets.token)
    // Table by table away: whichever statement fails, the driver's error holds its values.
    for (const table of ['storecast_send_log', 'storecast_outbox_entries', 'storecast_idempotency']) {
      await database.knex.schema.renameTable(table, 'gone')
      await visit({
        hook: 'purchase',
        payload: { ...(good.purchase as object), orderId: 'unwritten' },
        within: true,
      })
      await post('Lead', JSON.stringify(signedPayloads[0]?.[1]), { 'idempotency-key': `${said} ${table}` })
      if (table !== 'storecast_idempotency') {
        await visit({ erase: { email: person.mail, externalId: 'nobody' } })
        await run('events', 'list', '--order', 'order-1', '--json')
        await run('events', 'erase', '--email', person.mail, '--external-id', person.externalId)
        await run('events', 'erase', '--email', said, '--external-id', person.externalId, '--all-stores')
      }
      await database.knex.schema.renameTable('gone', table)
    }
    await database.knex('storecast_outbox_destinations').update({ held_print: null, held_since: null })
  }

  async function lookAround(): Promise<void> {
    metrics = (await send(`${url}/metrics`, { headers: { authorization: `Bearer ${secrets.metricsToken}` } }))
      .text
    await ask('/readyz')
    const listed = JSON.parse(await run('events', 'list', '--limit', '1000', '--json')) as readonly {
      readonly id: string
      readonly state: string
    }[]
    const dead = listed.find(({ state }) => state === 'dead')
    for (const { id } of [listed[0], listed.at(-1), dead].filter((one) => one !== undefined)) {
      await run('events', 'show', id, '--json')
      await run('events', 'show', id)
    }
    // What they say is the same on both; each way of saying it is read once at least.
    for (const json of kind === 'mysql' ? [[], ['--json']] : [[]]) {
      await run('events', 'list', ...json)
      await run('events', 'stats', ...json)
      await run('doctor', '--live', ...json)
      await run('registry', 'list', ...json)
      await run('registry', 'list', '--store', 'acme', ...json)
      await run('registry', 'get', 'FACEBOOK_CONVERSION', 'PIXEL_ACCESS_TOKEN', ...json)
      await run('feed', 'list', ...json)
    }
    await run('registry', 'get', '--store', 'acme', 'FACEBOOK_CONVERSION', 'PIXEL_ACCESS_TOKEN')
  }

  async function tables(): Promise<ReadonlyMap<string, string>> {
    const { knex } = database
    const names: readonly string[] =
      kind === 'sqlite'
        ? await knex('sqlite_master').where({ type: 'table' }).pluck('name')
        : await knex('information_schema.tables').whereRaw('table_schema = database()').pluck('table_name')
    const texts = new Map<string, string>()
    for (const name of names) {
      const rows = (await knex(name).select()) as readonly Readonly<Record<string, unknown>>[]
      const textOf = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))
      texts.set(name, rows.map((row) => Object.values(row).map(textOf).join('\n')).join('\n'))
    }
    return texts
  }

  function files(): ReadonlyMap<string, string> {
    const found = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    return new Map(
      found
        .filter((one) => one.isFile())
        .map((one) => {
          const bytes = readFileSync(join(one.parentPath, one.name))
          const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
          return [one.name, (isPacked ? gunzipSync(bytes) : bytes).toString('latin1')]
        }),
    )
  }

  const both = [...written, ...Object.values(pseudonyms)]
  /** Of the database, where it has one. */
  const password = () => [new URL(made.url, 'file:///').password].filter((one) => one !== '')

  test('went in: events were stored and sent, payloads refused, faults met', () => {
    const bodies = graph.bodies.join('\n')
    for (const name of [
      'ViewContent',
      'Search',
      'AddToCart',
      'Purchase',
      'CompleteRegistration',
      'Lead',
      'Size chart opened',
    ])
      expect(bodies).toContain(`"event_name":"${name}"`)
    for (const seen of [
      pseudonyms.mail,
      pseudonyms.externalId,
      pseudonyms.address,
      pseudonyms.clickId,
      agent,
    ])
      expect(bodies).toContain(seen)
    for (const seen of [
      '"level":20',
      'a payload could not become an event',
      'an option of the events failed',
      '"code":"HOOK_PAYLOAD"',
      '"code":"SIGNATURE_WRONG"',
      '"code":"IDEMPOTENCY_CONFLICT"',
      'META_CREDENTIALS',
      'DATABASE_AWAY',
    ])
      expect(logged).toContain(seen)
    expect(metrics).toMatch(/^storecast_meta_events_refused_total\{event="Purchase",field="orderId"\} \d+$/m)
    for (const option of ['identify', 'consent']) expect(metrics).toContain(`event="all",field="${option}"`)
    expect(metrics).toMatch(/^storecast_meta_events_refused_total\{event="unnamed",field="name"\} \d+$/m)
    for (const dump of dumps) expect(dump.get('storecast_outbox_entries')).toContain(agent)
    expect([...files().values()].some((text) => text.includes(title))).toBe(true)
    expect(answers.some((text) => text.includes('EVENT_NOT_WRITTEN'))).toBe(true)
    expect(answers.some((text) => text.includes(title))).toBe(true)
  })

  test('come out by nobody’s hand in standard output or standard error, not even hashed', () => {
    expect(foundIn(logged, [...both, ...password()])).toEqual([])
  })

  test('stand in no table', () => {
    const found = dumps.flatMap((dump) =>
      [...dump].flatMap(([name, text]) => foundIn(text, written).map((one) => `${name}: ${one}`)),
    )
    expect(found).toEqual([])
  })

  test('stand hashed in the events alone', () => {
    const withPseudonyms = (dump: ReadonlyMap<string, string>) =>
      [...dump].filter(([, text]) => foundIn(text, Object.values(pseudonyms)).length > 0)
    for (const dump of dumps)
      expect(withPseudonyms(dump).map(([name]) => name)).toEqual(['storecast_outbox_entries'])
  })

  test('stand in no file of the data folder, snapshots and unpacked feeds included', () => {
    const found = [...files()].flatMap(([name, text]) =>
      foundIn(text, written).map((one) => `${name}: ${one}`),
    )
    expect(found).toEqual([])
  })

  test('are in no metric', () => {
    expect(foundIn(metrics, both)).toEqual([])
  })

  test('are told by no command, and hashed only by the one that shows an event whole', () => {
    expect(commands.length).toBeGreaterThan(kind === 'mysql' ? 20 : 12)
    const found = commands.flatMap(({ args, text }) =>
      foundIn(text, [...(args.startsWith('events show') ? written : both), ...password()]).map(
        (one) => `${args}: ${one}`,
      ),
    )
    expect(found).toEqual([])
  })

  test('come back in no answer, errors included', () => {
    const tags = answers.map((text) => text.replaceAll(pseudonyms.clickId, ''))
    expect(tags.flatMap((text) => foundIn(text, both).map((one) => `${one}: ${text}`))).toEqual([])
  })

  describe('on the way to Meta', () => {
    test('the tokens stand in the Authorization header, and nowhere else', () => {
      expect([...graph.authorizations].sort()).toEqual(
        [`Bearer ${secrets.tokenOfAcme}`, `Bearer ${secrets.token}`].sort(),
      )
      expect(foundIn(graph.heads.join('\n'), both)).toEqual([])
      expect(graph.heads.length).toBeGreaterThan(3)
    })

    test('people are told of hashed, in what is sent', () => {
      expect(foundIn(graph.bodies.join('\n'), written)).toEqual([])
    })
  })
})
