/** Which addresses count as one client. */
import { isIPv6 } from 'node:net'
import { describe, expect, test } from 'vitest'
import { networkOf } from '../../../src/kernel/server/network.js'
import fc from '../../support/property.js'

describe('networkOf', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:192.0.2.1', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s belongs to %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  const groups = (length: number) =>
    fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: length, maxLength: length })
  const hex = (all: readonly number[]) => all.map((group) => group.toString(16)).join(':')

  test('is one for all addresses of a /64, and another for every other /64', () => {
    fc.assert(
      fc.property(groups(4), groups(4), groups(4), groups(4), (net, other, one, two) => {
        expect(networkOf(hex([...net, ...one]))).toBe(networkOf(hex([...net, ...two])))
        fc.pre(hex(net) !== hex(other))
        expect(networkOf(hex([...net, ...one]))).not.toBe(networkOf(hex([...other, ...one])))
      }),
    )
  })

  test('does not depend on how an address is written', () => {
    fc.assert(
      fc.property(groups(8), fc.nat(7), fc.integer({ min: 1, max: 8 }), (all, from, length) => {
        const zeroed = all.map((group, at) => (at >= from && at < from + length ? 0 : group))
        const short = `${hex(zeroed.slice(0, from))}::${hex(zeroed.slice(from + length))}`
        expect(isIPv6(short)).toBe(true)
        expect(networkOf(short)).toBe(networkOf(hex(zeroed)))
      }),
    )
  })
})
