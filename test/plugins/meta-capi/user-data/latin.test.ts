/** Latin texts go around Unicode's regular expressions, and come out as those would have them. */

import { expect, test } from 'vitest'
import { publicAddress } from '../../../../plugins/meta-capi/user-data/browser.js'
import { nameForms } from '../../../../plugins/meta-capi/user-data/name.js'
import { phoneForm } from '../../../../plugins/meta-capi/user-data/phone.js'
import { letters, roman, words } from '../../../../plugins/meta-capi/user-data/text.js'
import fc from '../../../support/property.js'

const latin = fc.integer({ min: 0, max: 0x17f }).map((code) => String.fromCharCode(code))
const other = fc.constantFrom('\u0301', '\u0307', '\u02bc', 'ж', 'ə', '日', '\u2000', '\ufb01', '\u{1d400}')
const unit = fc.oneof({ weight: 9, arbitrary: latin }, { weight: 1, arbitrary: other })
const text = fc.oneof(fc.string({ unit }), fc.string({ unit: latin }), fc.string({ unit: 'binary' }))
const many = { numRuns: 10_000 }

const composed = (of: string) => {
  const whole = of.replaceAll('i\u0307', 'i').normalize('NFC')
  return /[\p{L}\p{N}]/u.test(whole) ? whole : undefined
}
const dropped = '\\u02b9-\\u02bf'
const lettersOf = (of: string) =>
  composed(of.toLowerCase().replace(new RegExp(`[^\\p{L}\\p{M}\\p{N}]|[${dropped}]`, 'gu'), ''))
const wordsOf = (of: string) =>
  composed(
    of
      .toLowerCase()
      .replace(new RegExp(`[^\\p{L}\\p{M}\\p{N}\\s]|[${dropped}]`, 'gu'), '')
      .replace(/\s+/g, ' ')
      .trim(),
  )

test('letters and words of any text are those that Unicode’s tables name', () => {
  fc.assert(
    fc.property(text, (told) => {
      expect(letters(told)).toBe(lettersOf(told))
      expect(words(told)).toBe(wordsOf(told))
    }),
    many,
  )
})

test('a text in a-z is that of its letters, one by one or before one that no table has', () => {
  fc.assert(
    fc.property(fc.string({ unit: latin }), (told) => {
      const lower = told.toLowerCase()
      // What is beyond Latin sends the whole text the long way; this one becomes an f and an i there.
      const longWay = roman(`${lower}\ufb01`)
      expect(roman(lower)).toBe(longWay?.slice(0, -2))
    }),
    many,
  )
})

test('the forms of a name are its words and letters, each also in a-z, and none twice', () => {
  fc.assert(
    fc.property(text, (told) => {
      const name = told.trim()
      const spaced = wordsOf(name)
      const joined = lettersOf(name)
      const forms =
        spaced === undefined || joined === undefined ? [] : [spaced, joined, roman(spaced), roman(joined)]
      const made = nameForms(name) ?? []
      expect(typeof made === 'string' ? [made] : made).toEqual([
        ...new Set(forms.filter((form) => form !== undefined)),
      ])
    }),
    many,
  )
})

test('an address that a registry gave a provider is public, and its neighbours are what the parser says', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
  fc.assert(
    fc.property(fc.integer({ min: 0x2000, max: 0x2fff }), fc.tuple(group, group), (first, [second, last]) => {
      const address = `${first.toString(16)}:${second}::${last}`
      // Brackets send it to the parser.
      expect(publicAddress(address)).toBe(publicAddress(`[${address}]`))
      expect(publicAddress(address.toUpperCase())).toBe(publicAddress(address))
    }),
    many,
  )
  expect(publicAddress('2620:4f:8000::1')).toBeUndefined()
  expect(publicAddress('2a01:4f8::1%eth0')).toBeUndefined()
})

test('a phone number between signs that ASCII lacks is the one between signs that it has', () => {
  const sign = fc.constantFrom(' ', '(', ')', '.', '-', '/')
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{5,13}$/), sign, fc.nat(), (digits, between, at) => {
      const place = 1 + (at % (digits.length - 1))
      const number = (separator: string) => `+${digits.slice(0, place)}${separator}${digits.slice(place)}`
      // Full-width signs send it through NFKC.
      const wide = between === ' ' ? '\u3000' : String.fromCharCode(between.charCodeAt(0) + 0xfee0)
      expect(phoneForm(number(between), undefined)).toBe(phoneForm(number(wide), undefined))
    }),
    { numRuns: 2_000 },
  )
})
