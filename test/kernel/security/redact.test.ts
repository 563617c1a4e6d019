import { expect, test } from 'vitest'
import { withoutAddressSecrets, withoutQuery } from '../../../src/kernel/security/redact.js'
import fc from '../../support/property.js'

test('an address ends before its query string and its fragment', () => {
  expect(withoutQuery('/xml/google-merchant?token=abc&top=5')).toBe('/xml/google-merchant')
  expect(withoutQuery('/a#token=abc')).toBe('/a')
  expect(withoutQuery('/a')).toBe('/a')
  expect(withoutQuery(undefined)).toBe('undefined')
})

test('addresses inside a text lose user, password, query string and fragment', () => {
  const text =
    'Failed: mysql://root:p@ss?w@db.example:3306/shop and "https://shop.example/xml?token=abc", then http://a.example#t.'
  expect(withoutAddressSecrets(text)).toBe(
    'Failed: mysql://db.example:3306/shop and "https://shop.example/xml", then http://a.example',
  )
  expect(withoutAddressSecrets('Is it so? No address # here.')).toBe('Is it so? No address # here.')
})

test('no password and no token survives, whatever stands around it', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
  fc.assert(
    fc.property(word, word, fc.string(), (user, host, tail) => {
      const address = `mysql://${user}:C4NARY@${host}.example/db?key=C4NARY`
      expect(withoutAddressSecrets(`cannot open ${address} ${tail}`)).not.toContain('C4NARY')
    }),
  )
})
