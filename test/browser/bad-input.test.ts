/** Every button of every page, pressed by somebody who means ill: markup in every field, wrong types, too much, from elsewhere, and at another store. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPages } from '../../src/admin/pages/index.js'
import { type Browser, browser, wordsOf } from '../admin/door/house.js'
import { type AdminShop, merchantPassword, openAdminShop } from '../support/admin-shop.js'
import { databases } from '../support/databases.js'
import { token } from '../support/event-environment.js'
import type { Answer } from '../support/http.js'

const patienceMs = 240_000
const mark = '<script>alert(1)</script>'
const script = `"'>${mark}<img src=x onerror=alert(1)>`
const raw = /<script>alert|<img src=x/

/** What a field may hold that no form of ours sends. */
const wrongTypes = [
  '',
  ' ',
  '-1',
  '1e309',
  'NaN',
  'true',
  '{"a":1}',
  '[]',
  '\0',
  '\ud800',
  '__proto__',
  'ü'.repeat(500),
]

// The door and the frame take these without a page; their own tests say what they refuse.
const elsewhere = new Set(['/admin/new-password', '/admin/theme'])

interface Button {
  /** The route's path. */
  readonly route: string
  /** Below the store's admin, with every `:name` filled. */
  readonly path: string
  readonly does: string
}

// One database is enough: what is asked here is asked before any query, or is bound to its store by the others' tests.
const database = databases.find(({ available }) => available)

describe.skipIf(!database)('the forms of the merchant’s pages', () => {
  let shop: AdminShop
  let drop: (() => Promise<void>) | undefined
  let ada: Browser
  let buttons: readonly Button[]
  /** Whatever an admin of one store has no business with. */
  let others: { readonly event: string; readonly snapshot: string }

  beforeAll(async () => {
    const fresh = await database?.fresh()
    drop = fresh?.drop
    shop = await openAdminShop({
      database: fresh?.url ?? '',
      stores: ['other'],
    })
    await shop.letIn('ada', 'admin', 'default')
    await shop.letIn('vi', 'viewer')
    await shop.letIn('omar', 'admin', 'other')
    const by = { by: 'a test' }
    await shop.kernel.registry.set('other', 'FACEBOOK_CONVERSION', 'PIXEL_ID', '9876543210', by)
    await shop.kernel.registry.set('other', 'FACEBOOK_CONVERSION', 'PIXEL_ACCESS_TOKEN', token, by)
    for (const store of ['default', 'other']) {
      await shop.kernel.registry.set(store, 'XML_FEEDS', 'GOOGLE_TOKEN', `C4NARY-${store}`, by)
      const feed = await shop.feeds.feedFrom(store, 'google-merchant', new URLSearchParams())
      await shop.feeds.workshop.refresh(feed)
      await shop.buy('X-1', store)
    }
    others = { event: await shop.eventOf('X-1', 'other'), snapshot: await snapshotOf('other') }
    const own = { id: await shop.eventOf('X-1'), snapshot: await snapshotOf('default') }
    buttons = await buttonsOf(own)
    ada = browser(shop.url)
    expect((await ada.signIn('ada', merchantPassword)).status).toBe(303)
  }, patienceMs)
  afterAll(async () => {
    await shop?.close()
    await drop?.()
  }, patienceMs)

  async function snapshotOf(store: string): Promise<string> {
    const row = await shop.kernel.database.knex('storecast_feed_snapshots').where({ store }).first('id')
    return String(row.id)
  }

  /** By the pages themselves; every route of the kernel that takes a form of a page must be among them. */
  async function buttonsOf(own: Readonly<Record<string, string>>): Promise<readonly Button[]> {
    const { host, door } = shop.admin
    const pages = [
      ...adminPages({ host, accessChanges: async () => [] }),
      ...host.house.pages(),
      ...door.pages(),
    ].filter(({ actions }) => actions !== undefined)
    const groups = host.registry.groups.map(({ name }) => name)
    const found = pages.flatMap(({ path, actions = {} }) => {
      const params: Readonly<Record<string, readonly string[]>> = {
        group: groups,
        channel: ['google-merchant'],
        id: [own.id ?? ''],
        snapshot: [own.snapshot ?? ''],
      }
      const name = /:(\w+)/.exec(path)?.[1] ?? ''
      const values = params[name] ?? ['']
      return values.flatMap((value) =>
        Object.keys(actions).map((does) => ({
          route: `/admin${path}`,
          path: path.replace(`:${name}`, value),
          does,
        })),
      )
    })
    const posted = shop.kernel.routes
      .filter(
        ({ method, path, access }) => method === 'POST' && /^\/admin\//.test(path) && access.kind === 'admin',
      )
      .map(({ path }) => path)
    const covered = new Set(found.map(({ route }) => route))
    expect(posted.filter((path) => !covered.has(path) && !elsewhere.has(path))).toEqual([])
    expect(found.length).toBeGreaterThan(20)
    return found
  }

  /** A press of this button, with the same in every field that the page has, and in some that none has. */
  async function pressOf({ path, does }: Button): Promise<(filling: string) => URLSearchParams> {
    const { text } = await ada.get(`/admin${path}`)
    const names = [...text.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name)
    const usual = [
      'key',
      'kind',
      'name',
      'where',
      'role',
      'snapshot',
      'overlap',
      'on',
      'id',
      'again',
      'password',
    ]
    const fields = new Set([...names, ...usual, 'constructor', `x${script}`])
    // What stood there before is sent as the page has it: otherwise nothing counts as changed.
    const kept = [...text.matchAll(/ name="(was\.[^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as [string, string],
    )
    const filled = [...fields].filter((name) => name !== 'do' && !name.startsWith('was.'))
    return (filling) =>
      new URLSearchParams([
        ['do', does],
        ...kept,
        ...filled.flatMap((name): [string, string][] => [
          [name, filling],
          [`${name}[]`, filling],
        ]),
      ])
  }

  /** All that stands about one store anywhere, but for what a look at a page may write. */
  async function standingOf(store: string) {
    const { registry, outbox, database } = shop.kernel
    const { knex } = database
    return {
      settings: (await registry.list(store)).map(({ group, key, value }) => [group, key, value]),
      changes: (await registry.changes(store, 50)).length,
      events: (await outbox.list(store, { limit: 50 })).map(({ id, state }) => [id, state]),
      snapshots: await knex('storecast_feed_snapshots').where({ store }).orderBy('id').select('id'),
      people: (await shop.admin.people.members(store, 50)).map(({ name, role }) => [name, role]),
    }
  }

  test(
    'with markup in every field show it as text, and change nothing of another store',
    async () => {
      const before = await standingOf('other')
      for (const button of buttons) {
        const { path, does } = button
        if (does === 'endAll') continue
        const form = (await pressOf(button))(script)
        const answer = await ada.post(
          `/admin${path}?${new URLSearchParams({ q: script, filter: script })}`,
          form,
        )
        expect([path, does, answer.status, answer.text.match(raw)?.[0]]).toEqual([
          path,
          does,
          expect.toSatisfy(isAnswer),
          undefined,
        ])
        expectSafe(answer)
      }
      const invented = await ada.post('/admin/events', { do: script })
      expect([invented.status, wordsOf(invented)]).toEqual([400, expect.stringContaining('no such button')])
      expect(await standingOf('other')).toEqual(before)
      // What is kept, as the shop's name at the top of every page, is text there.
      const named = await ada.post('/admin/settings/SHOP', {
        do: 'save',
        'was.NAME': 'Shop',
        NAME: script,
      })
      expect(named.status).toBe(303)
      expect((await ada.get('/admin/settings/SHOP')).text).toContain('&lt;script&gt;alert(1)')
      for (const path of new Set(buttons.map((button) => button.path)))
        expect([path, (await ada.get(`/admin${path}`)).text.match(raw)?.[0]]).toEqual([path, undefined])
    },
    patienceMs,
  )

  test(
    'with fields of another kind are refused in words, never by a crash',
    async () => {
      const before = await standingOf('other')
      for (const button of buttons) {
        const { path, does } = button
        if (['endAll', 'endOthers', 'changePassword'].includes(does)) continue
        const press = await pressOf(button)
        for (const wrong of wrongTypes) {
          const form = press(wrong)
          const { status } = await ada.post(`/admin${path}`, form)
          expect([path, does, wrong.slice(0, 20), status]).toEqual([
            path,
            does,
            wrong.slice(0, 20),
            expect.toSatisfy(isAnswer),
          ])
        }
      }
      expect(await standingOf('other')).toEqual(before)
    },
    patienceMs,
  )

  test(
    'take nothing that is too long, not a form, or from a page of somebody else',
    async () => {
      const before = [await standingOf('default'), await standingOf('other')]
      const evil = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
      for (const { path, does } of buttons) {
        const at = `/admin${path}`
        const long = await ada.post(at, { do: does, x: 'x'.repeat(300_000) })
        expect([path, does, long.status]).toEqual([path, does, 413])
        const json = await ada.post(at, { do: does }, { 'content-type': 'application/json' })
        expect([path, does, json.status]).toEqual([path, does, 415])
        for (const headers of [evil, { 'sec-fetch-site': 'same-site' }]) {
          const forged = await ada.post(at, { do: does }, headers)
          expect([path, does, forged.status, wordsOf(forged)]).toEqual([
            path,
            does,
            403,
            expect.stringContaining('ORIGIN_FOREIGN'),
          ])
        }
      }
      expect([await standingOf('default'), await standingOf('other')]).toEqual(before)
    },
    patienceMs,
  )

  test(
    'reach no other store: not by its address, not by its ids, and none that there is not',
    async () => {
      const before = await standingOf('other')
      for (const { path, does } of buttons) {
        const form = { do: does, id: others.event, snapshot: others.snapshot, store: 'other', where: 'other' }
        const there = await ada.post(`/s/other/admin${path}`, form)
        expect([path, does, there.status, wordsOf(there)]).toEqual([
          path,
          does,
          403,
          expect.stringContaining('Not your store'),
        ])
        expect([path, (await ada.post(`/s/nowhere/admin${path}`, form)).status]).toEqual([path, 404])
        expect([path, (await ada.get(`/s/nowhere/admin${path}`)).status]).toEqual([path, 404])
      }
      for (const does of ['retry', 'drop']) {
        const answer = await ada.post(`/admin/events/${others.event}`, { do: does })
        expect([does, answer.status]).toEqual([does, 404])
      }
      for (const path of [`/events/${others.event}`, `/feeds/google-merchant/snapshots/${others.snapshot}`])
        expect([path, (await ada.get(`/admin${path}`)).status]).toEqual([path, 404])
      for (const does of ['publish', 'keep'])
        await ada.post('/admin/feeds/google-merchant', { do: does, snapshot: others.snapshot })
      for (const where of ['other', '*'])
        for (const does of ['add', 'setRole', 'remove']) {
          const answer = await ada.post('/admin/people', { do: does, name: 'omar', role: 'viewer', where })
          expect([where, does, answer.status]).toEqual([where, does, 403])
        }
      expect(await standingOf('other')).toEqual(before)
    },
    patienceMs,
  )

  test(
    'do nothing for a viewer, and nothing without a session',
    async () => {
      const before = await standingOf('default')
      const viewer = browser(shop.url)
      expect((await viewer.signIn('vi', merchantPassword)).status).toBe(303)
      const nobody = browser(shop.url)
      for (const { path, does } of buttons) {
        expect([path, does, (await nobody.post(`/admin${path}`, { do: does })).status]).toEqual([
          path,
          does,
          401,
        ])
        if (path === '/account') continue
        expect([path, does, (await viewer.post(`/admin${path}`, { do: does })).status]).toEqual([
          path,
          does,
          403,
        ])
      }
      expect(await standingOf('default')).toEqual(before)
    },
    patienceMs,
  )

  test(
    'pages show what stands in the address as text',
    async () => {
      const gets = shop.kernel.routes.filter(
        ({ method, path, access }) =>
          method === 'GET' && /^\/admin(\/|$)/.test(path) && access.kind === 'admin',
      )
      const names = [
        'q',
        'filter',
        'what',
        'page',
        'state',
        'kind',
        'order',
        'event',
        'before',
        'after',
        'last',
        'brand',
        'top',
        'id',
      ]
      const query = new URLSearchParams(names.map((name) => [name, script] as [string, string]))
      for (const { path } of gets) {
        const filled = path.replace(':channel', 'google-merchant').replace(':group', 'SHOP')
        for (const address of [filled, path]) {
          const at = address.replace(/:\w+/g, encodeURIComponent(script))
          const answer = await ada.get(`${at}?${query}`)
          expect([at, answer.status < 500, answer.text.match(raw)?.[0]]).toEqual([at, true, undefined])
          expectSafe(answer)
        }
      }
    },
    patienceMs,
  )

  test(
    'a burst of 200 sign-ins lets nobody in, and whoever is in does not wait for it',
    async () => {
      const burst = Array.from({ length: 200 }, (_, at) =>
        browser(shop.url).signIn(at % 2 ? 'ada' : `nobody-${at}`, `guess ${at}`),
      )
      let isOver = false
      const whole = Promise.all(burst).finally(() => {
        isOver = true
      })
      // The last of those that are judged are slowed by seconds.
      expect([(await ada.get('/admin')).status, isOver]).toEqual([200, false])
      const statuses = (await whole).map(({ status }) => status)
      expect(statuses.filter((status) => ![401, 429, 503].includes(status))).toEqual([])
      // Ten wrong ones of a hundred are judged for one name from one place.
      expect(statuses.filter((status) => status !== 401).length).toBeGreaterThanOrEqual(90)
      // From the browser that she has signed in with before, she comes in all the same.
      expect((await ada.signIn('ada', merchantPassword)).status).toBe(303)
    },
    patienceMs,
  )
})

/** Somebody who is signed in is answered: by the page, on to another, or by a refusal in words. */
const isAnswer = (status: number): boolean => [200, 303, 400, 403, 404, 409, 422].includes(status)

/** No answer leaves the browser any script but our own file. */
function expectSafe({ headers }: Answer): void {
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers['x-content-type-options']).toBe('nosniff')
}
