import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { requireOwnOrigin } from '../../../src/admin/door/origin.js'

const judged = (headers: Readonly<Record<string, string>>, isSecure = false) => {
  const host = {
    client: { isSecure: () => isSecure, address: () => '' },
    publicUrl: 'https://shop.example/cast',
  }
  try {
    requireOwnOrigin(host, { headers } as unknown as IncomingMessage)
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test.each([
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ 'sec-fetch-site': 'same-origin', origin: 'null' }],
  [{ origin: 'http://localhost:3000', host: 'localhost:3000' }],
  [{ origin: 'http://localhost', host: 'localhost:80' }],
  // Behind a proxy that hands on another Host.
  [{ origin: 'https://shop.example', host: 'inner:3000' }],
])('a form from our own origin is taken: %j', (headers) => expect(judged(headers)).toBe('taken'))

test('on https the origin is ours by https', () => {
  const headers = { origin: 'https://own.example', host: 'own.example' }
  expect([judged(headers, true), judged(headers, false)]).toEqual(['taken', 'ORIGIN_FOREIGN'])
})

test.each([
  [{}],
  [{ host: 'localhost' }],
  [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost', host: 'localhost' }],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost', host: 'localhost' }],
  [{ 'sec-fetch-site': 'none', origin: 'http://localhost', host: 'localhost' }],
  [{ origin: '', host: '' }],
  [{ origin: 'null', host: 'null' }],
  [{ origin: 'localhost', host: 'localhost' }],
  [{ origin: 'http://localhost.evil.example', host: 'localhost' }],
  [{ origin: 'http://localhost@evil.example', host: 'localhost' }],
  [{ origin: 'http://localhost:3001', host: 'localhost:3000' }],
  [{ origin: 'http://shop.example', host: 'inner' }],
  [{ referer: 'http://localhost/admin', host: 'localhost' }],
])('a form from anywhere else is not: %j', (headers) =>
  expect(judged(headers as Record<string, string>)).toBe('ORIGIN_FOREIGN'),
)
