/** What a caller presents. */
import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { credentialsOf } from '../../../src/kernel/server/credentials.js'

const read = (authorization?: string, url = '/') =>
  credentialsOf({ url, headers: authorization === undefined ? {} : { authorization } } as IncomingMessage)
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`
const presented = (token: string) => ({ state: 'presented', token })
const unreadable = { state: 'unreadable' }

describe('credentialsOf', () => {
  test('finds none where none is', () => {
    expect(read()).toEqual({ state: 'none' })
    expect(read('')).toEqual({ state: 'none' })
  })

  test('takes token= from the address, whatever the header says', () => {
    expect(read('Bearer of-a-proxy', '/?top=3&token=abc')).toEqual(presented('abc'))
    expect(read('Digest of-a-proxy', '/?token=a%2Bb')).toEqual(presented('a+b'))
  })

  test('takes a Bearer token, its scheme in any case', () => {
    expect(read('Bearer abc')).toEqual(presented('abc'))
    expect(read('bearer  abc')).toEqual(presented('abc'))
  })

  test('takes the password of Basic, or the user name where the password is empty', () => {
    expect(read(basic('meta:abc'))).toEqual(presented('abc'))
    expect(read(basic('abc:'))).toEqual(presented('abc'))
    expect(read(basic(':abc'))).toEqual(presented('abc'))
    expect(read(basic('meta:a:b'))).toEqual(presented('a:b'))
    expect(read(basic('meta:schlüssel'))).toEqual(presented('schlüssel'))
  })

  test.each([
    ['token= twice', undefined, '/?token=a&token=a'],
    ['an empty token=', 'Bearer right', '/?token='],
    ['a scheme alone', 'Bearer', '/'],
    ['two Bearer tokens', 'Bearer a b', '/'],
    ['a scheme of others', 'Negotiate abc', '/'],
    ['no base64', 'Basic a:b', '/'],
    ['a pair without a colon', basic('abc'), '/'],
    ['an empty pair', basic(':'), '/'],
  ])('calls %s unreadable', (_, header, url) => {
    expect(read(header, url)).toEqual(unreadable)
  })
})
