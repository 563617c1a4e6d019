/** Whose word is taken for a client's address and scheme. */
import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createClientReader } from '../../../src/kernel/server/client.js'

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}, encrypted = false) =>
  ({ socket: { remoteAddress, encrypted }, headers }) as unknown as IncomingMessage
const forwarded = (chain: string) => ({ 'x-forwarded-for': chain })

describe('a client reader', () => {
  const behindProxy = createClientReader(['10.0.0.0/8', '2001:db8::/32'])

  test('believes nobody unless proxies are named', () => {
    const direct = createClientReader([])
    const spoofed = from('198.51.100.7', { ...forwarded('192.0.2.1'), 'x-forwarded-proto': 'https' })
    expect(direct.address(spoofed)).toBe('198.51.100.7')
    expect(direct.isSecure(spoofed)).toBe(false)
  })

  test('takes the address that the nearest trusted proxy saw, not what the client put before it', () => {
    expect(behindProxy.address(from('10.1.2.3', forwarded('192.0.2.1')))).toBe('192.0.2.1')
    expect(behindProxy.address(from('10.1.2.3', forwarded('1.1.1.1, 192.0.2.1')))).toBe('192.0.2.1')
    expect(behindProxy.address(from('10.1.2.3', forwarded('1.1.1.1, 192.0.2.1, 10.9.9.9')))).toBe('192.0.2.1')
    expect(behindProxy.address(from('::ffff:10.1.2.3', forwarded('192.0.2.1')))).toBe('192.0.2.1')
    expect(behindProxy.address(from('2001:db8::1', forwarded('192.0.2.1')))).toBe('192.0.2.1')
  })

  test('ignores the headers of a peer that is no proxy', () => {
    const spoofed = from('198.51.100.7', { ...forwarded('192.0.2.1'), 'x-forwarded-proto': 'https' })
    expect(behindProxy.address(spoofed)).toBe('198.51.100.7')
    expect(behindProxy.isSecure(spoofed)).toBe(false)
  })

  test('takes the peer where what was forwarded is no address', () => {
    expect(behindProxy.address(from('10.1.2.3', forwarded('not-an-address')))).toBe('10.1.2.3')
    expect(behindProxy.address(from('10.1.2.3', forwarded('x'.repeat(5000))))).toBe('10.1.2.3')
  })

  test('has a name for a client without an address', () => {
    expect(behindProxy.address(from(undefined))).toBe('unknown')
    expect(behindProxy.address(from(undefined, forwarded('192.0.2.1')))).toBe('unknown')
  })

  test('knows an encrypted connection, its own or that of a trusted proxy', () => {
    expect(behindProxy.isSecure(from('198.51.100.7', {}, true))).toBe(true)
    expect(behindProxy.isSecure(from('10.1.2.3', { 'x-forwarded-proto': 'https' }))).toBe(true)
    expect(behindProxy.isSecure(from('10.1.2.3', { 'x-forwarded-proto': 'http' }))).toBe(false)
    expect(behindProxy.isSecure(from('10.1.2.3', { 'x-forwarded-proto': 'httpsx' }))).toBe(false)
    expect(behindProxy.isSecure(from('10.1.2.3'))).toBe(false)
  })

  test('refuses what is no CIDR, a hop count above all', () => {
    for (const wrong of ['1', 'true', '10.0.0.0/33', ''])
      expect(() => createClientReader([wrong])).toThrow(TypeError)
  })
})
