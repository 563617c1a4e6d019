import { describe, expect, test } from 'vitest'
import { randomToken } from '../../../src/kernel/ids.js'
import {
  choice,
  digits,
  flag,
  optionalText,
  pattern,
  text,
  whole,
} from '../../../src/kernel/registry/plain-kinds.js'
import { secret, signingKeys, tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { isAbsent, type Setting } from '../../../src/kernel/registry/setting.js'
import {
  country,
  currency,
  optionalCountry,
  schedule,
  timeZone,
  webAddress,
} from '../../../src/kernel/registry/standard-kinds.js'

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
    name: 'optional country',
    setting: optionalCountry('A country.'),
    good: [[' at ', 'AT']],
    bad: ['DEU', 'D', '49'],
  },
  {
    name: 'pattern',
    setting: pattern('A version.', 'v1.0', /^v\d{1,3}\.\d$/, 'must be a version, as v1.0'),
    good: [[' v26.0 ', 'v26.0']],
    bad: ['26.0', 'v26', 'V26.0', 'v26.0/x', 'v26.0\nx'],
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
  {
    name: 'signing keys',
    setting: signingKeys('Keys.'),
    good: [
      ['k'.repeat(32), ['k'.repeat(32)]],
      [` ${'n'.repeat(200)} , ${'o'.repeat(32)} `, ['n'.repeat(200), 'o'.repeat(32)]],
      [`${'k'.repeat(32)},TBD`, ['k'.repeat(32)]],
    ],
    bad: [
      'k'.repeat(31),
      'k'.repeat(201),
      `${'n'.repeat(32)},short`,
      Array(3).fill('k'.repeat(32)).join(),
      `${'k'.repeat(32)} k`,
      `ö${'k'.repeat(32)}`,
    ],
  },
  {
    name: 'secret',
    setting: secret('A secret.'),
    good: [
      [' EAAB0|x-Y_z,~ ', 'EAAB0|x-Y_z,~'],
      ['x'.repeat(500), 'x'.repeat(500)],
    ],
    bad: ['x'.repeat(501), 'two words', 'two\nlines', 'sécret', 'a\u0000', 'a\u007f'],
  },
  {
    name: 'choice',
    setting: choice('A choice.', 'outbox', ['outbox', 'direct', 'None']),
    good: [
      ['outbox', 'outbox'],
      [' DIRECT ', 'direct'],
      ['none', 'None'],
    ],
    bad: ['outbx', 'out box', 'outbox,direct', '0', 'constructor', '__proto__'],
  },
  {
    name: 'digits',
    setting: digits('An id.'),
    good: [
      [' 12345 ', '12345'],
      ['01234567890123456789', '01234567890123456789'],
    ],
    bad: ['1234', '123456789012345678901', '12345x', '1234.5', '-12345', '12 345', '١٢٣٤٥', '1e10'],
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

const named = (trait: (setting: Setting<unknown>) => boolean) =>
  kinds.filter(({ setting }) => trait(setting)).map(({ name }) => name)

test('whatever is secret is sealed, and what others show to us rotates', () => {
  expect(named(({ sealed }) => sealed)).toEqual(['tokens', 'signing keys', 'secret'])
  expect(named(({ rotates }) => rotates)).toEqual(['tokens', 'signing keys'])
})

test('a choice tells its words, and the one that was meant, maybe', () => {
  const delivery = choice('How.', 'outbox', ['outbox', 'direct', 'both'])
  const said = (written: string) => delivery.schema.safeParse(written).error?.issues[0]?.message
  expect(delivery.choices).toEqual(['outbox', 'direct', 'both'])
  expect(said('driect')).toBe('must be outbox, direct or both; direct is meant, maybe')
  expect(said('C4NARY')).toBe('must be outbox, direct or both')
})

test('a choice is typed by its words', () => {
  const delivery = choice('How.', 'outbox', ['outbox', 'direct'])
  const read: 'outbox' | 'direct' = delivery.schema.parse('Direct')
  expect([delivery.initial, read]).toEqual(['outbox', 'direct'])
  // @ts-expect-error what it is unless set is one of its words
  choice('How.', 'inbox', ['outbox', 'direct'])
})

test('a token that is made here is long enough for a signing key', () => {
  expect(signingKeys('Keys.').schema.safeParse(randomToken()).success).toBe(true)
})
