import { describe, expect, test } from 'vitest'
import { clientAddress } from '../../../../plugins/meta-capi/browser/client-address.js'
import fc from '../../../support/property.js'

describe('a public address is told', () => {
  test.each([
    ['8.8.8.8', '8.8.8.8'],
    [' 8.8.8.8 ', '8.8.8.8'],
    ['8.8.8.8:4444', '8.8.8.8'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
    ['::FFFF:808:808', '8.8.8.8'],
    ['[::ffff:8.8.8.8]:443', '8.8.8.8'],
    ['64:ff9b::8.8.8.8', '8.8.8.8'],
    ['2A02:0DB9:0000:0000:0000:0000:0000:0001', '2a02:db9::1'],
    ['2a02:db9::1%eth0', '2a02:db9::1'],
    ['[2a02:db9::1]', '2a02:db9::1'],
    ['[2a02:db9::1]:4444', '2a02:db9::1'],
    ['2606:4700:0:1:0:0:0:1111', '2606:4700:0:1::1111'],
  ])('%j as %j', (address, told) => {
    expect(clientAddress(address)).toBe(told)
  })
})

describe('no address is told of', () => {
  test.each([
    ['a private network', '10.0.0.1'],
    ['a private network', '172.16.5.4'],
    ['a private network', '192.168.1.1'],
    ['a private network in IPv6 clothes', '::ffff:10.0.0.1'],
    ['a private network behind a translator', '64:ff9b::10.0.0.1'],
    ['a carrier’s network', '100.64.0.1'],
    ['a carrier’s network', '100.127.255.254'],
    ['this host', '127.0.0.1'],
    ['this host', '::1'],
    ['no host', '0.0.0.0'],
    ['no host', '::'],
    ['a link', '169.254.1.1'],
    ['a link', 'fe80::1%eth0'],
    ['a site', 'fec0::1'],
    ['a local network', 'fd00::1'],
    ['many hosts', '224.0.0.1'],
    ['many hosts', 'ff02::1'],
    ['all hosts', '255.255.255.255'],
    ['a document', '192.0.2.1'],
    ['a document', '203.0.113.5'],
    ['a document', '2001:db8::1'],
    ['a benchmark', '198.18.0.1'],
    ['a tunnel', '2001::1'],
    ['a tunnel', '2002:808:808::1'],
    ['no network yet', '240.0.0.1'],
    ['no network yet', '4000::1'],
    ['two clients', '8.8.8.8, 9.9.9.9'],
    ['a socket that is gone', 'unknown'],
    ['a number', '134744072'],
    ['hexadecimal digits', '0x08.8.8.8'],
    ['leading zeros', '08.8.8.8'],
    ['nothing', ''],
    ['nothing', undefined],
  ])('%s: %j', (_what, address) => {
    expect(clientAddress(address)).toBeUndefined()
  })
})

test('what is told is told again as it is', () => {
  let told = 0
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const first = clientAddress(address)
      if (first !== undefined) told++
      expect(first === undefined ? first : clientAddress(first)).toBe(first)
    }),
  )
  expect(told).toBeGreaterThan(10)
})

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:.%[\]a-f]{0,40}$/)), (address) => {
      expect([undefined, 'string']).toContain(clientAddress(address) && typeof clientAddress(address))
    }),
  )
})
