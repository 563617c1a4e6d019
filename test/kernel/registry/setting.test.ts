import { describe, expect, test } from 'vitest'
import {
  country,
  currency,
  flag,
  isAbsent,
  optionalText,
  type Setting,
  schedule,
  text,
  timeZone,
  tokens,
  webAddress,
  whole,
} from '../../../src/kernel/registry/setting.js'

/** Every kind: what it reads, with what comes out, and what it refuses. */
const kinds: readonly {
  readonly name: string
  readonly setting: Setting<unknown>
  readonly good: readonly (readonly [text: string, value: unknown])[]
  readonly bad: readonly string[]
}[] = [
  {
    name: 'flag',
    setting: flag('A flag.', false),
    good: [
      ['true', true],
      ['yes', true],
      ['ON', true],
      ['1', true],
      [' True ', true],
      ['false', false],
      ['no', false],
      ['Off', false],
      ['0', false],
    ],
    bad: ['2', 'maybe', 'truee', 'null', 'constructor', '__proto__'],
  },
  {
    name: 'text',
    setting: text('A text.', 'x', 10),
    good: [
      [' Shop ', 'Shop'],
      ['Größe 靴 👟', 'Größe 靴 👟'],
      ['0123456789', '0123456789'],
    ],
    bad: ['01234567890', 'two\nlines', 'a\tb', 'a\u0000b', 'a\u007fb'],
  },
  {
    name: 'optional text',
    setting: optionalText('A text.', 10),
    good: [[' Shop ', 'Shop']],
    bad: ['01234567890', 'two\nlines'],
  },
  {
    name: 'whole number',
    setting: whole('A number.', 5, -3, 1_000),
    good: [
      ['-3', -3],
      [' 1000 ', 1_000],
      ['0', 0],
      ['007', 7],
    ],
    bad: ['-4', '1001', '1.5', '1e2', '0x10', 'five', '1 000', '--1', '9999999999999999'],
  },
  {
    name: 'web address',
    setting: webAddress('An address.'),
    good: [
      [' https://shop.example/ ', 'https://shop.example'],
      ['http://localhost:3000/a/b//', 'http://localhost:3000/a/b'],
      ['HTTPS://Shop.example', 'HTTPS://Shop.example'],
    ],
    bad: [
      'shop.example',
      'ftp://shop.example',
      'https://shop.example/?a=1',
      'https://a#b',
      'https://a b',
      'https://',
      'javascript:alert(1)',
    ],
  },
  {
    name: 'currency',
    setting: currency('A currency.', 'EUR'),
    good: [
      ['EUR', 'EUR'],
      [' usd ', 'USD'],
    ],
    bad: ['EURO', '€', 'XYZ', 'E1R'],
  },
  {
    name: 'country',
    setting: country('A country.', 'DE'),
    good: [
      ['DE', 'DE'],
      [' at ', 'AT'],
    ],
    bad: ['DEU', 'D', '49', 'Germany'],
  },
  {
    name: 'time zone',
    setting: timeZone('A zone.', 'UTC'),
    good: [
      ['Europe/Berlin', 'Europe/Berlin'],
      [' UTC ', 'UTC'],
    ],
    bad: ['Berlin', 'Europe/Atlantis', 'GMT+25:00'],
  },
  {
    name: 'schedule',
    setting: schedule('A schedule.', '*/15 * * * *'),
    good: [
      ['0 4 * * *', '0 4 * * *'],
      [' */5 8-18 * * 1-5 ', '*/5 8-18 * * 1-5'],
    ],
    bad: ['hourly', '* * * *', '* * * * * *', '60 * * * *', '0 25 * * *', '2026-01-01T00:00:00Z'],
  },
  {
    name: 'tokens',
    setting: tokens('Tokens.'),
    good: [
      ['abc', ['abc']],
      [' new , old ', ['new', 'old']],
      ['abc,', ['abc']],
      ['abc,TBD', ['abc']],
    ],
    bad: ['a,b,c', 'two words', 'tökén', 'x'.repeat(201), 'a\u0000'],
  },
]

describe.each(kinds)('a setting of the kind $name', ({ setting, good, bad }) => {
  test.each(good)('reads %j as %j', (written, value) => {
    expect(setting.schema.parse(written)).toEqual(value)
  })

  test.each(bad)('refuses %j with words that fit behind its name', (written) => {
    const read = setting.schema.safeParse(written)
    expect(read.success).toBe(false)
    for (const { message } of read.error?.issues ?? []) expect(message).toMatch(/^(must|is|has) /)
  })
})

test('nothing, blanks and the placeholder are absent, in any case', () => {
  for (const written of [undefined, null, '', '  ', '\n', 'TBD', 'tbd', ' Tbd '])
    expect(isAbsent(written)).toBe(true)
  for (const written of ['0', 'false', 'TBDX', 'to be done']) expect(isAbsent(written)).toBe(false)
})

test('only tokens are sealed, and only tokens rotate', () => {
  expect(kinds.filter(({ setting }) => setting.sealed).map(({ name }) => name)).toEqual(['tokens'])
  expect(kinds.filter(({ setting }) => setting.rotates).map(({ name }) => name)).toEqual(['tokens'])
})
