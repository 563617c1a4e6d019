/** The ways around the parsers: what takes them comes out as the parser would have it. */

import ipaddr from 'ipaddr.js'
import parsePhone, { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/min'
import { describe, expect, test } from 'vitest'
import { birthDateForm } from '../../../../plugins/meta-capi/user-data/birth.js'
import { publicAddress } from '../../../../plugins/meta-capi/user-data/browser.js'
import { cityForms } from '../../../../plugins/meta-capi/user-data/city.js'
import { emailForm } from '../../../../plugins/meta-capi/user-data/email.js'
import { nameForms } from '../../../../plugins/meta-capi/user-data/name.js'
import { phoneForm } from '../../../../plugins/meta-capi/user-data/phone.js'
import { cleanNumber } from '../../../../plugins/meta-capi/user-data/phone-plans.js'
import fc from '../../../support/property.js'

describe('a phone number', () => {
  test('that is clean as it stands is to the parser the very same', () => {
    fc.assert(
      fc.property(fc.stringMatching(cleanNumber), (digits) => {
        const parsed = parsePhone(`+${digits}`)
        expect(parsed?.number).toBe(`+${digits}`)
        expect(parsed?.isPossible()).toBe(true)
        expect(phoneForm(`+${digits}`, undefined)).toBe(digits)
      }),
      { numRuns: 10_000 },
    )
  })

  const byCallingCode = new Map<string, CountryCode[]>()
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country)
    byCallingCode.set(code, [...(byCallingCode.get(code) ?? []), country])
  }
  const national = fc.stringMatching(cleanNumber).map((digits) => {
    const callingCode = [1, 2, 3].map((n) => digits.slice(0, n)).find((code) => byCallingCode.has(code)) ?? ''
    return { digits, rest: digits.slice(callingCode.length), countries: byCallingCode.get(callingCode) ?? [] }
  })

  test('that is national is what the parser makes of it, with and without its zero', () => {
    fc.assert(
      fc.property(national, ({ digits, rest, countries }) => {
        expect(countries).not.toEqual([])
        for (const country of countries) {
          const told = country.toLowerCase()
          const parsed = parsePhone(rest, country)
          if (parsed?.isValid()) expect(phoneForm(rest, told)).toBe(parsed.number.slice(1))
          const zeroed = parsePhone(`0${rest}`, country)
          if (zeroed?.isPossible()) expect(phoneForm(`0${rest}`, told)).toBe(zeroed.number.slice(1))
          expect(phoneForm(digits, told)).toBe(digits)
        }
      }),
      {
        numRuns: 5_000,
        // The parser takes this one for an international number without its plus sign.
        examples: [[{ digits: '49494000000', rest: '494000000', countries: ['DE'] }]],
      },
    )
  })

  test('in any usual writing is the same number', () => {
    const spaces = fc.constantFrom('', ' ', '-', '.', '\u00a0', '/')
    fc.assert(
      fc.property(fc.stringMatching(cleanNumber), fc.infiniteStream(spaces), (digits, between) => {
        const written = Array.from(digits, (digit) => digit + between.next().value).join('')
        expect(phoneForm(`+${written}`, undefined)).toBe(digits)
        expect(phoneForm(`00${written}`, undefined)).toBe(digits)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('an address', () => {
  const octet = fc.integer({ min: 0, max: 255 })

  test('of IPv4 is public where the table of special ranges says so', () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        const text = octets.join('.')
        expect(publicAddress(text)).toBe(ipaddr.parse(text).range() === 'unicast' ? text : undefined)
      }),
      { numRuns: 5_000 },
    )
    for (let first = 0; first < 256; first++) {
      for (let second = 0; second < 256; second++) {
        const text = `${first}.${second}.99.1`
        if (publicAddress(text) !== undefined) expect(ipaddr.parse(text).range()).toBe('unicast')
      }
    }
  })

  test('of IPv6 is public where the table of special ranges says so', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const parsed = ipaddr.process(text)
        expect(publicAddress(text) === undefined).toBe(parsed.range() !== 'unicast')
      }),
      { numRuns: 2_000 },
    )
  })
})

test('every mail address of the web comes out in lower case', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      expect(emailForm(address)).toBe(address.toLowerCase())
      expect(emailForm(`Joe <${address.toUpperCase()}>`)).toBe(address.toLowerCase())
    }),
    { numRuns: 2_000 },
  )
})

test('every day that was is its own date, in all writings that say which it is', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2024-12-31'), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString().slice(0, 10)
        const digits = iso.replaceAll('-', '')
        expect(birthDateForm(iso)).toBe(digits)
        expect(birthDateForm(digits)).toBe(digits)
        expect(birthDateForm(date.toISOString())).toBe(digits)
        const [year, month, day] = iso.split('-')
        const clear = Number(day) > 12 || day === month
        expect(birthDateForm(`${day}.${month}.${year}`)).toBe(clear ? digits : undefined)
        expect(birthDateForm(`${month}/${day}/${year}`)).toBe(clear ? digits : undefined)
      },
    ),
  )
})

test('eight digits are a date where the calendar has it, and only there', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(19|20)\d\d[01]\d[0-3]\d$/), (digits) => {
      const iso = digits.replace(/(....)(..)(..)/, '$1-$2-$3')
      const at = Date.parse(`${iso}T00:00:00Z`)
      const real =
        !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) && at <= Date.now()
          ? digits
          : undefined
      expect(birthDateForm(digits)).toBe(real)
    }),
    { numRuns: 2_000 },
  )
})

test('names and cities do not depend on case, composition or blanks around', () => {
  const letter = fc.constantFrom(...'abczéñüøłßжд정日')
  fc.assert(
    fc.property(fc.string({ unit: letter, minLength: 1, maxLength: 12 }), (name) => {
      for (const forms of [nameForms, cityForms]) {
        const made = forms(name)
        expect(forms(name.normalize('NFD'))).toEqual(made)
        expect(forms(`${name}!`)).toEqual(made)
        if (!name.includes('ß')) expect(forms(name.toUpperCase())).toEqual(made)
      }
    }),
  )
})
