/** `storecast events …` and `doctor --live`: what an operator sees of events, and what may be decided of them. */
import { describe, expect, test } from 'vitest'
import { eventCommands } from '../../../plugins/meta-capi/commands/index.js'
import type { Context, MetaApi } from '../../../plugins/meta-capi/contract.js'
import { hashesOf } from '../../../plugins/meta-capi/person-hashes.js'
import type { MetaState } from '../../../plugins/meta-capi/state.js'
import { hashUserData, type UserDataInput } from '../../../plugins/meta-capi/user-data/index.js'
import { doctorCommand } from '../../../src/commands/doctor.js'
import { reportFailure } from '../../../src/failure.js'
import type { StateCount } from '../../../src/kernel/outbox/backlog.js'
import type { Command, EntryLine, Finding } from '../../../src/kernel.js'
import { configFolder, storecast } from '../../support/config-folder.js'
import { describeEachDatabase } from '../../support/databases.js'
import { eventEnvironment, pixel, token } from '../../support/event-environment.js'
import { type EventShop, openEventShop } from '../../support/event-shop.js'
import { orderOf, shopper } from '../../support/orders.js'
import { keptTerminal } from '../../support/terminal.js'

type Options = Readonly<Record<string, string | boolean>>

interface Ran {
  readonly code: number
  readonly said: string
  readonly noted: string
  readonly given: unknown
}

const dayMs = 86_400_000
const entryTable = 'storecast_outbox_entries'

describeEachDatabase('the events commands', (fresh, kind) => {
  async function open(environment: Readonly<Record<string, string>> = {}): Promise<EventShop> {
    const { url } = await fresh()
    const shop = await openEventShop({
      url,
      stores: ['acme'],
      publicUrl: 'https://feeds.shop.example',
      environment,
    })
    const acme = { PIXEL_ID: '5550001111', PIXEL_ACCESS_TOKEN: 'acme-token' }
    for (const [name, value] of Object.entries(acme))
      await shop.kernel.registry.set('acme', 'FACEBOOK_CONVERSION', name, value, { by: 'test' })
    await (shop.kernel.state('meta') as MetaState).configurations.read('acme')
    shop.graph.setToken('5550001111', 'acme-token')
    return shop
  }

  /** As the program runs it: what is thrown is told, and ends with an exit code. */
  async function run(
    { kernel }: EventShop,
    name: string,
    operands: readonly string[] = [],
    { json = true, ...options }: Options = {},
  ): Promise<Ran> {
    const terminal = keptTerminal(json === true)
    const doctor = doctorCommand as Command<never>
    const command = [...(eventCommands as readonly Command<never>[]), doctor].find(
      (each) => each.name === name,
    )
    if (!command) throw new Error(`There is no command ${name}`)
    const state = command === doctor ? kernel : kernel.state('meta')
    const code = await command
      .run(state as never, operands, options, terminal)
      .catch((error: unknown) => reportFailure(error, terminal))
    return { code, said: terminal.said, noted: terminal.noted, given: terminal.given }
  }

  const listed = async (shop: EventShop, options: Options = {}) =>
    (await run(shop, 'events list', [], options)).given as readonly EntryLine[]
  const idOf = async (shop: EventShop, orderId: string) =>
    (await listed(shop, { order: orderId }))[0]?.id ?? 'none'
  const codeOf = ({ given }: Ran) => (given as { error: { code: string } }).error.code

  /** Orders of which those that are named are given up, for Meta refuses them. */
  async function withDead(shop: EventShop, ids: readonly string[], dead: readonly string[]): Promise<void> {
    for (const id of ids) {
      await shop.buy(id)
      // Ids that were made in the same millisecond have no order.
      shop.clock.move(1)
    }
    shop.graph.misbehave({ name: 'poison', eventIds: dead.map((id) => `purchase.${id}`) })
    await shop.deliver()
    shop.graph.misbehave(null)
  }

  describe('list', () => {
    test('shows the newest first, page by page, and where they are', async () => {
      const shop = await open()
      for (const id of ['1', '2', '3']) {
        await shop.buy(id)
        shop.clock.move(1_000)
      }
      await shop.deliver()
      await shop.buy('4')
      const all = await listed(shop)
      expect(all.map(({ orderId, state }) => [orderId, state])).toEqual([
        ['4', 'waiting'],
        ['3', 'done'],
        ['2', 'done'],
        ['1', 'done'],
      ])
      const first = await listed(shop, { limit: '2' })
      const second = await listed(shop, { limit: '2', before: first[1]?.id ?? '' })
      expect([...first, ...second]).toEqual(all)
      expect(JSON.stringify(all)).not.toContain('body')
    })

    test('says it in lines for people, and that there is nothing where there is nothing', async () => {
      const shop = await open()
      expect(await run(shop, 'events list', [], { json: false })).toMatchObject({
        code: 0,
        said: 'No event is stored that fits.\n',
      })
      await withDead(shop, ['1', '2'], ['2'])
      const { code, said } = await run(shop, 'events list', [], { json: false })
      expect([code, said.trim().split('\n')]).toEqual([
        0,
        [
          expect.stringMatching(
            /^\S{36} {2}2026-11-21T09:30:00\.001Z {2}dead +Purchase {2}order 2 {2}\(.+\)$/,
          ),
          expect.stringMatching(/^\S{36} {2}2026-11-21T09:30:00\.000Z {2}done +Purchase {2}order 1$/),
        ],
      ])
    })

    test.each([
      [{ state: 'dead' }, ['2']],
      [{ name: 'Purchase' }, ['2', '1']],
      [{ name: 'Lead' }, [undefined]],
      [{ order: '1' }, ['1']],
      [{ event: 'purchase.2' }, ['2']],
      [{ event: 'purchase.2', state: 'done' }, []],
      [{ order: 'nothing' }, []],
    ] as const)('takes %j', async (options, orders) => {
      const shop = await open()
      await withDead(shop, ['1', '2'], ['2'])
      await shop.meta.lead(shopper).stored
      expect((await listed(shop, options)).map(({ orderId }) => orderId)).toEqual(orders)
    })

    test.each([
      [
        { state: 'ded' },
        '--state takes waiting, pending, sending, done, tested, dead. dead is meant, maybe.',
      ],
      [{ limit: '0' }, '--limit takes a whole number from 1 to 1000.'],
      [{ limit: 'many' }, '--limit takes a whole number from 1 to 1000.'],
    ])('refuses %j', async (options, why) => {
      expect(await run(await open(), 'events list', [], options)).toMatchObject({
        code: 2,
        noted: `COMMAND_USAGE: ${why}\n`,
        given: { error: { code: 'COMMAND_USAGE', message: why } },
      })
    })
  })

  describe('show', () => {
    test('tells one whole: what Meta gets, when it went, and what was answered', async () => {
      const shop = await open()
      await withDead(shop, ['1', '2'], ['2'])
      const { code, given } = await run(shop, 'events show', [await idOf(shop, '2')])
      expect(code).toBe(0)
      expect(given).toMatchObject({
        state: 'dead',
        destination: `meta:${pixel}`,
        eventId: 'purchase.2',
        attemptedAt: shop.clock.now(),
        isHeld: false,
        body: { event_name: 'Purchase', custom_data: { order_id: '2' } },
        exchanges: [{ outcome: 'event', answer: expect.stringMatching(/^HTTP 400, error 100\//) }],
      })
      expect(given).not.toHaveProperty('reportedAt')
      const { said } = await run(shop, 'events show', [await idOf(shop, '1')], { json: false })
      expect(said).toContain(`to meta:${pixel}, event id purchase.1`)
      expect(said).toMatch(/attempted 2026-11-21T09:30:00\.002Z, reported 2026-11-21T09:30:00\.002Z/)
      expect(said).toContain('"order_id": "1"')
    })

    test('says of what waits when it is tried, and that its destination is held', async () => {
      const shop = await open()
      await shop.buy('1')
      shop.graph.setToken(pixel, token, 'expired')
      await shop.deliver()
      const { said } = await run(shop, 'events show', [await idOf(shop, '1')], { json: false })
      expect(said).toContain('held: its destination takes nothing until its credentials change')
      expect(said).toContain('next try 2026-11-21')
    })
  })

  test.each(['events show', 'events retry', 'events drop'])(
    '%s knows no id that there is not, and none of another store',
    async (name) => {
      const shop = await open()
      await withDead(shop, ['1'], ['1'])
      const id = await idOf(shop, '1')
      for (const [asked, store] of [
        ['nothing', 'default'],
        [id, 'acme'],
      ] as const) {
        const ran = await run(shop, name, [asked], { store })
        expect([ran.code, codeOf(ran)]).toEqual([2, 'EVENT_UNKNOWN'])
      }
      expect(await shop.states()).toEqual({ dead: 1 })
    },
  )

  test('every command tells of its own store only', async () => {
    const shop = await open()
    await withDead(shop, ['1'], ['1'])
    const acme = shop.kernel.api('meta', 'acme') as MetaApi
    await acme.purchase(shopper, orderOf('1')).stored
    expect(await listed(shop, { store: 'acme' })).toMatchObject([{ store: 'acme', state: 'waiting' }])
    expect((await run(shop, 'events stats', [], { store: 'acme' })).given).toMatchObject({
      counts: [{ destination: 'meta:5550001111', name: 'Purchase', state: 'waiting', count: 1 }],
      held: [],
    })
    expect((await run(shop, 'events retry', [], { store: 'acme', all: true })).given).toEqual({
      retried: 0,
      left: 0,
    })
    expect((await run(shop, 'events drop', [], { store: 'acme', all: true })).given).toEqual({ dropped: 0 })
    expect(await shop.states()).toEqual({ dead: 1, waiting: 1 })
  })

  describe('retry', () => {
    test('sends what was given up again', async () => {
      const shop = await open()
      await withDead(shop, ['1', '2'], ['2'])
      expect(await run(shop, 'events retry', [await idOf(shop, '2')], { json: false })).toMatchObject({
        code: 0,
        said: '1 event is sent again.\n',
      })
      await shop.deliver()
      expect(shop.graph.counted().map(({ event }) => event.event_id)).toEqual(['purchase.1', 'purchase.2'])
      expect(await shop.states()).toEqual({ done: 2 })
    })

    test('sends a tested one again, once the tests are over', async () => {
      const shop = await open({
        FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1',
        FACEBOOK_CONVERSION__TESTING_CODE_HOURS: '1',
      })
      await shop.buy('1')
      await shop.deliver()
      expect([await shop.states(), shop.graph.received().map(({ testCode }) => testCode)]).toEqual([
        { tested: 1 },
        ['TEST1'],
      ])
      shop.clock.move(3_700_000)
      expect((await run(shop, 'events retry', [await idOf(shop, '1')])).code).toBe(0)
      await shop.deliver()
      expect(shop.graph.received().at(-1)).not.toHaveProperty('testCode')
      expect(await shop.states()).toEqual({ done: 1 })
    })

    test('leaves what Meta would not take any more, what is not over, and says so', async () => {
      const shop = await open()
      await withDead(shop, ['1'], ['1'])
      await shop.buy('2')
      const waiting = await run(shop, 'events retry', [await idOf(shop, '2')])
      expect([waiting.code, waiting.given]).toEqual([3, { retried: 0, left: 1 }])
      shop.clock.move(7 * dayMs)
      const late = await run(shop, 'events retry', [], { all: true, json: false })
      expect([late.code, late.said]).toEqual([
        3,
        '0 events are sent again.\n1 cannot be: Meta takes nothing that old, or they are not over.\n',
      ])
      expect(await shop.states()).toMatchObject({ dead: 1 })
    })

    test('takes all of more than a thousand', async () => {
      const shop = await open()
      const ids = Array.from({ length: 1_203 }, (_, at) => String(at))
      await shop.buy(...ids)
      await shop.orders.knex(entryTable).update({ state: 'dead', reason: 'test' })
      const { code, given } = await run(shop, 'events retry', [], { all: true })
      expect([code, given, await shop.states()]).toEqual([0, { retried: 1_203, left: 0 }, { waiting: 1_203 }])
    })
  })

  describe('drop', () => {
    test('takes away what was given up, and the same order cannot come again', async () => {
      const shop = await open()
      await withDead(shop, ['1', '2'], ['2'])
      expect(await run(shop, 'events drop', [await idOf(shop, '2')], { json: false })).toMatchObject({
        code: 0,
        said: '1 dropped.\n',
      })
      expect(await shop.meta.purchase(shopper, orderOf('2')).stored).toBe('known')
      expect(await shop.states()).toEqual({ done: 1 })
    })

    test('refuses what is on its way or done', async () => {
      const shop = await open()
      await shop.buy('1')
      const ran = await run(shop, 'events drop', [await idOf(shop, '1')])
      expect([ran.code, codeOf(ran), await shop.states()]).toEqual([1, 'EVENT_NOT_DEAD', { waiting: 1 }])
    })

    test('takes all of more than a thousand, and nothing else', async () => {
      const shop = await open()
      await shop.buy(...Array.from({ length: 1_003 }, (_, at) => String(at)))
      await shop.orders.knex(entryTable).update({ state: 'dead', reason: 'test' })
      await shop.buy('one-more')
      const { code, given } = await run(shop, 'events drop', [], { all: true })
      expect([code, given, await shop.states()]).toEqual([0, { dropped: 1_003 }, { waiting: 1 }])
    })
  })

  describe('erase', () => {
    const person = { externalId: 'customer-77', email: 'ada.erased@shop.example' }
    const ofPerson = (user: UserDataInput): Context => ({
      ...shopper,
      user: { ...hashUserData(user), client_user_agent: 'Chrome' },
    })

    async function withPerson(shop: EventShop): Promise<void> {
      const acme = shop.kernel.api('meta', 'acme') as MetaApi
      const { externalId, email } = person
      await shop.meta.purchase(ofPerson({ externalId }), orderOf('by-id')).stored
      await shop.deliver()
      await shop.meta.purchase(ofPerson({ email }), orderOf('by-mail')).stored
      await shop.meta.purchase(ofPerson({ externalId, email }), orderOf('by-both')).stored
      await acme.purchase(ofPerson({ email }), orderOf('of-acme')).stored
      await shop.buy('of-another')
    }
    const left = async (shop: EventShop) =>
      (await shop.orders.knex(entryTable).orderBy('order_id').pluck('order_id')) as readonly string[]

    test.each([
      ['an id', { externalId: ' customer-77 ' }, 2, ['by-mail', 'of-acme', 'of-another']],
      ['a mail address', { email: 'Ada.Erased@SHOP.example ' }, 2, ['by-id', 'of-acme', 'of-another']],
      [
        'the hash of one',
        { email: String(hashUserData({ email: person.email }).em?.[0]).toUpperCase() },
        2,
        ['by-id', 'of-acme', 'of-another'],
      ],
      ['both', person, 3, ['of-acme', 'of-another']],
      ['somebody whom nobody knows', { externalId: 'CUSTOMER-77' }, 0, undefined],
    ])('takes %s, and what is stored of them, in this store', async (_what, options, erased, rest) => {
      const shop = await open()
      await withPerson(shop)
      const ran = await run(shop, 'events erase', [], options)
      expect([ran.code, ran.given]).toEqual([0, { erased: { default: erased } }])
      expect(await left(shop)).toEqual(rest ?? ['by-both', 'by-id', 'by-mail', 'of-acme', 'of-another'])
      // That they were reported is remembered, and of whom is not.
      expect(await shop.orders.knex('storecast_send_log')).toHaveLength(5)
    })

    test('takes all stores where it is told to, and says of each how many', async () => {
      const shop = await open()
      await withPerson(shop)
      const ran = await run(shop, 'events erase', [], { ...person, allStores: true, json: false })
      expect(ran.code).toBe(0)
      expect(ran.said.split('\n').slice(0, 2)).toEqual(['default: 3 events erased.', 'acme: 1 event erased.'])
      expect(ran.said).toContain('What Meta has already must be erased at Meta. The send log stays:')
      expect(await left(shop)).toEqual(['of-another'])
    })

    test.each([
      [{}, 'Give --external-id, --email, or both.'],
      [{ externalId: ' ' }, '--external-id takes an id that is not empty, or its SHA-256.'],
      [{ ...person, email: 'ada at shop' }, '--email takes a mail address, or the SHA-256 of one.'],
    ])('erases nothing, and never claims to have, where it is given %j', async (options, why) => {
      const shop = await open()
      await withPerson(shop)
      expect(await run(shop, 'events erase', [], options)).toMatchObject({
        code: 2,
        noted: `COMMAND_USAGE: ${why}\n`,
      })
      expect(await left(shop)).toHaveLength(5)
    })

    test('fails where the tables cannot be read, and tells nobody whom it was to erase', async () => {
      const shop = await open()
      await withPerson(shop)
      await shop.orders.knex.schema.renameTable(entryTable, 'gone')
      const ran = await run(shop, 'events erase', [], person)
      await shop.orders.knex.schema.renameTable('gone', entryTable)
      expect([ran.code, codeOf(ran)]).toEqual([1, 'DATABASE_AWAY'])
      await run(shop, 'events erase', [], person)
      const everything = `${JSON.stringify(ran)} ${shop.lines.text}`
      for (const value of [person.externalId, person.email, ...hashesOf(person)])
        expect(everything).not.toContain(value)
      expect(await left(shop)).toEqual(['of-acme', 'of-another'])
    })
  })

  test.each(['events retry', 'events drop'])(
    '%s takes an id or --all, not both and not neither',
    async (name) => {
      const shop = await open()
      for (const ran of [await run(shop, name), await run(shop, name, ['1'], { all: true })])
        expect([ran.code, codeOf(ran)]).toEqual([2, 'COMMAND_USAGE'])
    },
  )

  test('stats counts by name and state, and says what is held and what is left alone', async () => {
    const shop = await open()
    expect((await run(shop, 'events stats', [], { json: false })).said).toBe('No event is stored.\n')
    await withDead(shop, ['1', '2'], ['2'])
    await shop.graph.down()
    for (let at = 0; at < 3; at++) {
      await shop.buy(`away-${at}`)
      await shop.deliver()
      await shop.orders.knex(entryTable).where({ state: 'waiting' }).update({ due_at: 0 })
    }
    const stats = await run(shop, 'events stats')
    expect(stats.given).toMatchObject({
      counts: [
        { destination: `meta:${pixel}`, name: 'Purchase', state: 'dead', count: 1 },
        { destination: `meta:${pixel}`, name: 'Purchase', state: 'done', count: 1 },
        { destination: `meta:${pixel}`, name: 'Purchase', state: 'waiting', count: 3 },
      ],
      held: [],
      breakers: [{ name: `default meta:${pixel}`, state: 'open' }],
    })
    const { said } = await run(shop, 'events stats', [], { json: false })
    expect(said).toMatch(new RegExp(`^meta:${pixel} {2}Purchase +waiting 3$`, 'm'))
    expect(said).toMatch(
      new RegExp(`^default meta:${pixel} is left alone \\(open\\); next try in \\d+ s\\.$`, 'm'),
    )
  })

  test('stats counts up to a bound, and says that there is more', async () => {
    const shop = await open()
    await shop.buy('1', '2')
    const [row] = await shop.orders.knex(entryTable).limit(1)
    const many = Array.from({ length: 10_050 }, (_, at) => ({
      ...row,
      id: `copy-${at}`,
      event_id: `copy-${at}`,
      state: 'done',
      name: at % 3 === 0 ? 'Lead' : 'Purchase',
    }))
    await shop.orders.knex.batchInsert(entryTable, many, 500)
    const { counts } = (await run(shop, 'events stats')).given as { counts: readonly StateCount[] }
    expect(counts.map(({ name, state, isMore }) => [name, state, isMore])).toEqual([
      ['Lead', 'done', true],
      ['Purchase', 'done', true],
      ['Purchase', 'waiting', false],
    ])
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(10_001 + 2)
    await shop.orders.knex(entryTable).where({ name: 'Lead' }).update({ name: 'Purchase' })
    const { said } = await run(shop, 'events stats', [], { json: false })
    expect(said.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
      `meta:${pixel} Purchase done 10,000 or more`,
      `meta:${pixel} Purchase waiting 2`,
      '“or more”: a state has more than are counted, maybe of further names.',
      '',
    ])
  })

  test('stats names a destination whose credentials were refused', async () => {
    const shop = await open()
    await shop.buy('1')
    shop.graph.setToken(pixel, token, 'expired')
    await shop.deliver()
    expect((await run(shop, 'events stats')).given).toMatchObject({
      held: [{ destination: `meta:${pixel}`, since: expect.any(Number) }],
    })
    expect((await run(shop, 'events stats', [], { json: false })).said).toContain(
      `meta:${pixel} is held: its credentials were refused.`,
    )
  })

  describe('doctor', () => {
    const metaOf = ({ given }: Ran) =>
      (given as readonly Finding[]).filter(({ subject }) => subject === 'Meta' || subject === 'events')

    test('asks Meta nothing unless it is told to', async () => {
      const shop = await open()
      const ran = await run(shop, 'doctor')
      expect(metaOf(ran)).toMatchObject([
        { state: 'good', message: `Events are reported to pixel ${pixel}.` },
      ])
      expect(shop.graph.requests()).toEqual([])
    })

    test('--live says that the token may send, and leaves no event there and no entry here', async () => {
      const shop = await open()
      const ran = await run(shop, 'doctor', [], { live: true })
      expect(ran.code).not.toBe(1)
      expect(metaOf(ran).at(-1)).toEqual({
        state: 'good',
        subject: 'Meta',
        message: `The token may send events to pixel ${pixel}.`,
      })
      expect(shop.graph.requests()).toMatchObject([
        {
          method: 'POST',
          path: `/v26.0/${pixel}/events`,
          tokenIn: 'header',
          outcome: 'refused',
          subcode: 2804003,
        },
      ])
      expect([shop.graph.received(), shop.graph.totals().events, await shop.states()]).toEqual([[], 0, {}])
      expect(await shop.orders.knex('storecast_send_log').select()).toEqual([])
    })

    test.each([
      [
        'a token that expired',
        (shop: EventShop) => shop.graph.setToken(pixel, token, 'expired'),
        /^Meta answers credentials \(190\/463\)\.$/,
      ],
      [
        'a token of another pixel',
        (shop: EventShop) => shop.graph.setToken(pixel, 'another'),
        /^Meta answers credentials \(190/,
      ],
      [
        'throttling',
        (shop: EventShop) => shop.graph.misbehave({ name: 'throttled' }),
        /^Meta answers throttled \(/,
      ],
      [
        'a fault of Meta’s',
        (shop: EventShop) => shop.graph.misbehave({ name: 'html503' }),
        /^Meta answers transient \(/,
      ],
      [
        'a Graph API that is away',
        (shop: EventShop) => shop.graph.down(),
        /^The Graph API does not answer \(ECONNREFUSED\)\.$/,
      ],
      [
        'a Graph API that hangs',
        (shop: EventShop) => shop.graph.misbehave({ name: 'hang' }),
        /^The Graph API does not answer \(timeout\)\.$/,
      ],
    ])('--live finds %s, with advice and exit code 1', async (_what, befall, message) => {
      const shop = await open({ FACEBOOK_CONVERSION__TIMEOUT: '1' })
      await befall(shop)
      const ran = await run(shop, 'doctor', [], { live: true })
      expect(ran.code).toBe(1)
      expect(metaOf(ran).at(-1)).toMatchObject({
        state: 'bad',
        subject: 'Meta',
        message: expect.stringMatching(message),
        advice: expect.stringMatching(/\S/),
      })
      expect(shop.graph.received()).toEqual([])
    })

    test('--live asks nothing where events are off, and says why', async () => {
      const shop = await open({ FACEBOOK_CONVERSION__PIXEL_ID: 'TBD' })
      const ran = await run(shop, 'doctor', [], { live: true })
      expect(metaOf(ran)).toEqual([
        {
          state: 'attention',
          subject: 'events',
          message: 'Events are not reported. FACEBOOK_CONVERSION.PIXEL_ID is not set.',
          advice: 'storecast registry set FACEBOOK_CONVERSION PIXEL_ID <number>',
        },
      ])
      expect(shop.graph.requests()).toEqual([])
    })

    test('tells of tests, of what waits, of what was given up and of refused credentials', async () => {
      const shop = await open({ FACEBOOK_CONVERSION__PIXEL_TESTING_CODE: 'TEST1' })
      await withDead(shop, ['1', '2'], ['2'])
      await shop.buy('3')
      shop.graph.setToken(pixel, token, 'expired')
      await shop.deliver()
      const ran = await run(shop, 'doctor', [], { json: false })
      expect(ran.code).toBe(1)
      for (const line of [
        `! events: Events go to pixel ${pixel} as tests, and none is sent again by itself.`,
        `✗ meta:${pixel}: Nothing is sent since 2026-11-21T09:30:00.002Z: Meta refused the credentials.`,
        '✓ events: 1 events wait to be sent.',
        '! events: 1 events were given up.',
        '    → storecast events list --state dead',
        `✗ META_CREDENTIALS (meta:${pixel}): Meta refuses the access token`,
      ])
        expect(ran.said).toContain(line)
    })
  })

  // A process for each: they differ by database in nothing that the tests above do not show.
  test.runIf(kind === 'sqlite')(
    'the program runs them all, with their exit codes',
    async () => {
      const { url } = await fresh()
      const shop = await openEventShop({ url })
      await withDead(shop, ['1', '2'], ['2'])
      const id = await idOf(shop, '2')
      const folder = configFolder({})
      const env = {
        ...eventEnvironment(shop.graph.url),
        STORECAST_DATA: folder,
        STORECAST_PUBLIC_URL: 'https://feeds.shop.example',
        DATABASE_URL: url,
      }
      const ran = async (...args: readonly string[]) => {
        const { code, stdout, stderr } = await storecast(folder, args, env)
        return { code, stdout, stderr }
      }
      const list = await ran('events', 'list', '--state', 'dead', '--json')
      expect([list.code, (JSON.parse(list.stdout) as readonly EntryLine[]).map((entry) => entry.id)]).toEqual(
        [0, [id]],
      )
      expect(await ran('events', 'list', '--state', 'ded')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('COMMAND_USAGE: --state takes'),
      })
      expect((await ran('events', 'show')).code).toBe(2)
      expect(await ran('events', 'show', 'nothing')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('EVENT_UNKNOWN'),
      })
      expect(await ran('events', 'stats', '--store', 'nobody')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('STORE_UNKNOWN'),
      })
      const retried = await ran('events', 'retry', '--all', '--json')
      expect([retried.code, JSON.parse(retried.stdout)]).toEqual([0, { retried: 1, left: 0 }])
      expect(shop.graph.requests().filter(({ subcode }) => subcode === 2804003)).toEqual([])
      const erased = await ran(
        'events',
        'erase',
        '--email',
        'ada@shop.example',
        '--external-id',
        'a',
        '--json',
      )
      expect([erased.code, JSON.parse(erased.stdout)]).toEqual([0, { erased: { default: 0 } }])
      expect((await ran('events', 'erase', 'ada@shop.example')).code).toBe(2)
      const live = await ran('doctor', '--live', '--json')
      const findings = JSON.parse(live.stdout) as readonly Finding[]
      expect(findings.filter(({ subject }) => subject === 'Meta')).toMatchObject([{ state: 'good' }])
      expect(shop.graph.received().map(({ event }) => event.event_id)).toEqual(['purchase.1'])
    },
    120_000,
  )
})

test('every events command is listed with a summary, and says what its options take', () => {
  expect((eventCommands as readonly Command<MetaState>[]).map(({ name }) => name)).toEqual([
    'events list',
    'events show',
    'events retry',
    'events drop',
    'events erase',
    'events stats',
  ])
  for (const { summary, options = [] } of eventCommands as readonly Command<MetaState>[])
    for (const text of [summary, ...options.map(({ description }) => description)]) expect(text).toMatch(/\S/)
})
