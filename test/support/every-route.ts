/** What holds for every route, whatever it does: written over the list of routes, so that a new one is covered on arrival. */
import { afterAll, describe, expect, test } from 'vitest'
import { sign } from '../../src/kernel/security/signature.js'
import type { Route } from '../../src/kernel/server/route.js'
import { type Answer, type Asking, send } from './http.js'

export interface RoutedApp {
  /** All of them, the server's own included. */
  readonly routes: readonly Route[]
  /** Where they are mounted, without a trailing slash. */
  readonly url: string
  readonly stores: readonly string[]
  close(): Promise<void>
}

/** Declares the tests; the app's limits must be generous, and every parameter of a path is filled with `x`. */
export function everyRoute(name: string, makeApp: () => Promise<RoutedApp>): void {
  describe(name, async () => {
    const app = await makeApp()
    afterAll(() => app.close())

    test('has routes to look at', () => {
      expect(app.routes.length).toBeGreaterThan(0)
    })

    for (const route of app.routes) {
      const store = app.stores[0] ?? 'default'
      const path = route.path.replace(/[:*][A-Za-z]\w*/g, 'x')
      const ask = (asking: Asking = {}, at = path) =>
        send(`${app.url}${at}`, { ...asking, method: asking.method ?? route.method })

      describe(`${route.method} ${route.path}`, () => {
        test('says what it is for', () => expect(route.summary).toMatch(/\S/))

        test('carries the security headers and a request id on its plain answer', async () => {
          expectOurs(await ask())
        })

        test.each(['DELETE', 'OPTIONS'])(
          'answers %s with 405 and the methods that are allowed',
          async (method) => {
            const answer = await ask({ method })
            expectError(answer, 405, 'METHOD_NOT_ALLOWED')
            expect(answer.headers.allow?.split(', ')).toContain(route.method)
          },
        )

        test('refuses a body longer than it takes, and closes the connection', async () => {
          const length = (route.bodyLimitBytes ?? 0) + 1
          const body = 'x'.repeat(length)
          const answer = await ask({ headers: { 'content-length': String(length) }, body })
          expectError(answer, 413, 'BODY_TOO_LARGE')
          expect(answer.headers.connection).toBe('close')
        })

        test('refuses a body that does not declare its length', async () => {
          expectError(await ask({ body: 'x'.repeat((route.bodyLimitBytes ?? 0) + 1) }), 413, 'BODY_TOO_LARGE')
        })

        test('replaces a hostile request id and keeps a harmless one', async () => {
          for (const hostile of [
            'short',
            'a'.repeat(65),
            '%0d%0aset-cookie:x',
            '<script>alert(1)',
            '../../etc/passwd',
          ]) {
            const answer = await ask({ headers: { 'x-request-id': hostile } })
            expect(answer.headers['x-request-id']).not.toBe(hostile)
            expect(answer.text).not.toContain(hostile)
          }
          const kept = await ask({ headers: { 'x-request-id': 'trace-0123.abc' } })
          expect(kept.headers['x-request-id']).toBe('trace-0123.abc')
        })

        if (route.method === 'GET') {
          test('answers HEAD like GET, without the body', async () => {
            const [get, head] = [await ask(), await ask({ method: 'HEAD' })]
            expect(head.text).toBe('')
            expect(head.status).toBe(get.status)
            expect(head.headers['content-type']).toBe(get.headers['content-type'])
            expectOurs(head)
          })
        }

        if (route.scope === 'store') {
          test('stands under the name of every store, and of no other', async () => {
            for (const known of app.stores) {
              expect((await ask({ method: 'DELETE' }, `/s/${known}${path}`)).status).toBe(405)
            }
            expectError(await ask({}, `/s/no-such-store${path}`), 404, 'STORE_UNKNOWN')
            expectError(await ask({}, `/s/%ff${path}`), 400, 'ADDRESS_MALFORMED')
          })
        }

        const { access } = route
        if (access.kind === 'open') return

        if (access.kind === 'signed') {
          const body = '{}'
          const json = { 'content-type': 'application/json', 'content-length': '2' }
          const now = () => Math.floor(Date.now() / 1_000)
          const asked = (headers: Record<string, string>) => ask({ headers: { ...json, ...headers }, body })

          test('lets nobody in without a signature', async () => {
            const gate = await access.gate(store)
            const answer = await asked({})
            if (gate.state === 'closed') return expectError(answer, 403, gate.why.code)
            expectError(answer, 401, 'SIGNATURE_MISSING')
            expect(answer.headers['www-authenticate']).toMatch(/^Storecast-Signature realm=".+"$/)
          })

          test.each([
            ['a malformed signature', 'SIGNATURE_MALFORMED', () => 'v1=wrong'],
            ['a signature of long ago', 'SIGNATURE_STALE', () => sign(body, 'wrong', 1)],
            ['a wrong signature', 'SIGNATURE_WRONG', () => sign(body, 'wrong', now())],
            ['a signature of another body', 'SIGNATURE_WRONG', (key: string) => sign('{ }', key, now())],
          ])('lets nobody in with %s', async (_, code, make) => {
            const gate = await access.gate(store)
            const key = gate.state === 'guarded' ? (gate.keys[0] ?? 'none') : 'none'
            const answer = await asked({ 'storecast-signature': make(key) })
            expectError(answer, 403, gate.state === 'closed' ? gate.why.code : code)
          })

          test('takes nothing but JSON', async () => {
            const gate = await access.gate(store)
            const answer = await asked({
              'storecast-signature': sign(body, 'wrong', now()),
              'content-type': 'application/x-www-form-urlencoded',
            })
            if (gate.state === 'closed') expectError(answer, 403, gate.why.code)
            else expectError(answer, 415, 'BODY_NOT_JSON')
          })
          return
        }

        if (access.kind === 'admin') {
          const own = { origin: new URL(app.url).origin }
          const html = { accept: 'text/html,*/*;q=0.8' }
          const typed = {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': '13',
          }
          const body = 'typed=by+hand'

          if (route.method === 'GET') {
            test.each([
              ['nobody', {}],
              ['a made-up session', { cookie: `storecast_0000=${'x'.repeat(43)}` }],
            ])('sends %s to sign in, and back afterwards', async (_, headers) => {
              const answer = await ask({ headers: { ...html, ...headers } })
              expect(answer.status).toBe(303)
              const up = '../'.repeat(path.split('/').length - 2) || './'
              const back = path === '/admin' || path === '/admin/new-password' ? '' : `?to=${path.slice(1)}`
              expect(decodeURIComponent(String(answer.headers.location))).toBe(`${up}admin/sign-in${back}`)
              expect(answer.headers['cache-control']).toBe('no-store')
              expect(answer.text).toBe('')
              expectOurs(answer)
            })
          }

          if (route.method === 'POST') {
            test.each([
              ['no word of where it comes from', {}],
              ['another site', { 'sec-fetch-site': 'cross-site' }],
              ['a neighbour', { 'sec-fetch-site': 'same-site', ...own }],
              ['another origin', { origin: 'https://evil.example' }],
              ['an origin that is none', { origin: 'null' }],
              ['our host by another scheme', { origin: own.origin.replace('http:', 'https:') }],
              ['our host by another port', { origin: own.origin.replace(/\d+$/, '1') }],
            ])('does nothing for a form from %s', async (_, headers) => {
              expectError(await ask({ headers: { ...typed, ...headers }, body }), 403, 'ORIGIN_FOREIGN')
            })

            test('asks whoever sends a form without a session to sign in, and keeps what was typed', async () => {
              const answer = await ask({ headers: { ...typed, ...html, ...own }, body })
              expect([answer.status, answer.headers['content-type']]).toEqual([
                401,
                'text/html; charset=utf-8',
              ])
              expect(answer.text).toContain('name="password"')
              expect(answer.text).toContain(`value="${Buffer.from(body).toString('base64url')}"`)
              expect(answer.headers['www-authenticate']).toMatch(/^Storecast-Session realm=".+"$/)
              expectOurs(answer)
            })
          }

          test('tells a program in its own way that a session is missing', async () => {
            const asked = route.method === 'POST' ? { headers: { ...typed, ...own }, body } : {}
            const answer = await ask(asked)
            expectError(answer, 401, 'SESSION_MISSING')
            expect(answer.headers['www-authenticate']).toMatch(/^Storecast-Session realm=".+"$/)
          })
          return
        }

        test('lets nobody in without credentials, unless its gate is open', async () => {
          const gate = await access.gate(store)
          const answer = await ask()
          if (gate.state === 'open') return expect([401, 403]).not.toContain(answer.status)
          if (gate.state === 'closed') return expectError(answer, 403, gate.why.code)
          expectError(answer, 401, 'CREDENTIALS_MISSING')
          expect(answer.headers['www-authenticate']).toMatch(
            /^Basic realm=".+", charset="UTF-8", Bearer realm=".+"$/,
          )
        })

        test.each([
          ['a wrong token', '?token=wrong', {}],
          ['an empty token', '?token=', {}],
          ['two tokens', '?token=wrong&token=wrong', {}],
          ['a wrong Bearer', '', { authorization: 'Bearer wrong' }],
          ['a wrong Basic', '', { authorization: `Basic ${btoa('any:wrong')}` }],
          ['a header of another scheme', '', { authorization: 'Digest username="x"' }],
        ])('lets nobody in with %s, unless its gate is open', async (_, query, headers) => {
          const gate = await access.gate(store)
          const answer = await ask({ headers }, `${path}${query}`)
          if (gate.state === 'open') return expect([401, 403]).not.toContain(answer.status)
          expectError(answer, 403, gate.state === 'closed' ? gate.why.code : 'CREDENTIALS_WRONG')
        })
      })
    }
  })
}

/** Headers that every answer of ours carries. */
export function expectOurs({ headers }: Answer): void {
  expect(headers['x-content-type-options']).toBe('nosniff')
  // A page's own forms must be able to say where they come from.
  expect(headers['referrer-policy']).toMatch(/^(no-referrer|same-origin)$/)
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).not.toContain('unsafe')
  expect(String(policy).split('; ')).toEqual(
    expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]),
  )
  expect(headers['cross-origin-resource-policy']).toMatch(/^(same-origin|cross-origin)$/)
  expect(headers['x-request-id']).toMatch(/^[\w.-]{8,64}$/)
  expect(headers['strict-transport-security']).toBeUndefined()
  expect(headers['x-powered-by']).toBeUndefined()
}

/** An error of ours, as every caller may rely on it. */
export function expectError(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.text]).toEqual([status, expect.any(String)])
  expectOurs(answer)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.json()).toEqual({
    type: `urn:storecast:error:${code}`,
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    code,
    requestId: answer.headers['x-request-id'],
  })
}
