/** The query string, read without the host's query parser. */
import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { queryOf } from '../../../src/kernel/server/query.js'

const request = (url: string) => ({ url }) as IncomingMessage

describe('queryOf', () => {
  test('reads what follows the first question mark', () => {
    expect([...queryOf(request('/xml/x?brand=A%26B&top=5&token=a?b'))]).toEqual([
      ['brand', 'A&B'],
      ['top', '5'],
      ['token', 'a?b'],
    ])
  })

  test('is empty where there is none', () => {
    expect([...queryOf(request('/xml/x'))]).toEqual([])
    expect([...queryOf(request('/xml/x?'))]).toEqual([])
  })

  test('takes hostile names for names', () => {
    expect(queryOf(request('/?__proto__=1&a[b]=2')).get('a[b]')).toBe('2')
  })

  test('is parsed once, and anew when the host rewrites the address', () => {
    const req = request('/?a=1')
    expect(queryOf(req)).toBe(queryOf(req))
    req.url = '/?a=2'
    expect(queryOf(req).get('a')).toBe('2')
  })
})
