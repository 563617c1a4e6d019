/** User data: each field by its rule, several values and names, what is hashed already, and junk. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type HashOptions,
  hashUserData,
  type UserData,
  type UserDataInput,
} from '../../../../plugins/meta-capi/user-data/index.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'
import { cases } from './cases.js'
import { plainCases } from './plain-cases.js'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const hash = (input: unknown, options?: HashOptions): UserData =>
  hashUserData(input as UserDataInput, options)

const hashesOf = (forms: readonly string[] | string) =>
  (typeof forms === 'string' ? [forms] : forms).map((form) =>
    /^[0-9a-f]{64}$/.test(form) ? form : sha256(form),
  )

function leftOutOf(input: unknown, country?: string): { user: UserData; leftOut: string[] } {
  const leftOut: string[] = []
  const user = hash(input, {
    ...(country === undefined ? {} : { country }),
    onLeftOut: (key) => leftOut.push(key),
  })
  return { user, leftOut }
}

describe.each(Object.entries(cases))('of %s', (key, rows) => {
  test.each(rows.map(([value, forms, country]) => ({ value, forms, country })))(
    '$value becomes $forms with the country $country',
    ({ value, forms, country }) => {
      const { user, leftOut } = leftOutOf({ [key]: value }, country)
      expect(user).toEqual(forms === undefined ? {} : { [key]: hashesOf(forms) })
      expect(leftOut).toEqual(forms === undefined ? [key] : [])
    },
  )
})

describe.each(Object.entries(plainCases))('of %s', (key, rows) => {
  test.each(rows)('%o is sent as %o', (value, sent) => {
    const { user, leftOut } = leftOutOf({ [key]: value })
    expect(user).toEqual(sent === undefined ? {} : { [key]: sent })
    expect(leftOut).toEqual(sent === undefined ? [key] : [])
  })
})

test('the tables have every field of Meta’s', () => {
  const tested = [...Object.keys(cases), ...Object.keys(plainCases)].sort()
  expect(tested).toEqual(
    `em ph fn ln ge db dobd dobm doby ct st zp country external_id f5first f5last fi app_user_id client_ip_address
    client_user_agent fbc fbp subscription_id lead_id fb_login_id madid anon_id page_id page_scoped_user_id ctwa_clid
    ig_account_id ig_sid`
      .split(/\s+/)
      .sort(),
  )
})

test('the hashes that Meta’s page gives as examples come out', () => {
  expect(hash({ em: 'John_Smith@gmail.com', ph: '(650)555-1212', fn: 'Mary' }, { country: 'US' })).toEqual({
    em: ['62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f'],
    ph: ['e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176'],
    fn: ['6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec'],
  })
  expect(hash({ fn: ['정', 'Valéry'] }).fn?.slice(0, 2)).toEqual([
    '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14',
    '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c',
  ])
})

describe('names', () => {
  const valid: Readonly<Record<string, unknown>> = {
    em: 'joe@example.com',
    ph: '+16505551212',
    ge: 'f',
    db: '1990-01-31',
    dobd: '31',
    dobm: '1',
    doby: '1990',
    st: 'CA',
    zp: '94025',
    country: 'us',
    client_ip_address: '8.8.8.8',
    fbc: 'fb.1.1700000000000.abc',
    fbp: 'fb.1.1700000000000.123',
    lead_id: '123',
    fb_login_id: '123',
  }
  // The compiler holds that each name of the input type is here, and no other one.
  const names: Readonly<Record<keyof UserDataInput, string>> = {
    em: 'em',
    email: 'em',
    emails: 'em',
    mail: 'em',
    emailAddress: 'em',
    ph: 'ph',
    phone: 'ph',
    phones: 'ph',
    phoneNumber: 'ph',
    telephone: 'ph',
    mobile: 'ph',
    fn: 'fn',
    firstName: 'fn',
    firstNames: 'fn',
    givenName: 'fn',
    forename: 'fn',
    ln: 'ln',
    lastName: 'ln',
    lastNames: 'ln',
    familyName: 'ln',
    surname: 'ln',
    ge: 'ge',
    gender: 'ge',
    genders: 'ge',
    sex: 'ge',
    db: 'db',
    dateOfBirth: 'db',
    datesOfBirth: 'db',
    birthDate: 'db',
    birthdate: 'db',
    birthday: 'db',
    dob: 'db',
    dobd: 'dobd',
    birthDay: 'dobd',
    dobm: 'dobm',
    birthMonth: 'dobm',
    doby: 'doby',
    birthYear: 'doby',
    ct: 'ct',
    city: 'ct',
    cities: 'ct',
    town: 'ct',
    st: 'st',
    state: 'st',
    states: 'st',
    province: 'st',
    region: 'st',
    zp: 'zp',
    zip: 'zp',
    zips: 'zp',
    zipCode: 'zp',
    postalCode: 'zp',
    postcode: 'zp',
    country: 'country',
    countries: 'country',
    countryCode: 'country',
    external_id: 'external_id',
    externalId: 'external_id',
    externalIds: 'external_id',
    userId: 'external_id',
    customerId: 'external_id',
    f5first: 'f5first',
    f5last: 'f5last',
    fi: 'fi',
    firstInitial: 'fi',
    app_user_id: 'app_user_id',
    appUserId: 'app_user_id',
    client_ip_address: 'client_ip_address',
    clientIpAddress: 'client_ip_address',
    ipAddress: 'client_ip_address',
    ip: 'client_ip_address',
    client_user_agent: 'client_user_agent',
    clientUserAgent: 'client_user_agent',
    userAgent: 'client_user_agent',
    fbc: 'fbc',
    fbp: 'fbp',
    subscription_id: 'subscription_id',
    subscriptionId: 'subscription_id',
    lead_id: 'lead_id',
    leadId: 'lead_id',
    fb_login_id: 'fb_login_id',
    fbLoginId: 'fb_login_id',
    facebookLoginId: 'fb_login_id',
    madid: 'madid',
    mobileAdvertiserId: 'madid',
    anon_id: 'anon_id',
    anonId: 'anon_id',
    page_id: 'page_id',
    pageId: 'page_id',
    page_scoped_user_id: 'page_scoped_user_id',
    pageScopedUserId: 'page_scoped_user_id',
    ctwa_clid: 'ctwa_clid',
    ctwaClid: 'ctwa_clid',
    ig_account_id: 'ig_account_id',
    igAccountId: 'ig_account_id',
    ig_sid: 'ig_sid',
    igSid: 'ig_sid',
  }

  test.each(Object.entries(names))('%s tells %s, in snake_case too', (name, key) => {
    const value = valid[key] ?? 'abc'
    const snake = name === 'birthDay' ? 'birth_day' : name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
    const made = hash({ [key]: value })
    expect(Object.keys(made)).toEqual([key])
    expect(hash({ [name]: value })).toEqual(made)
    expect(hash({ [snake]: value })).toEqual(made)
  })

  test('of one field add up, and the same value told twice is told once', () => {
    const made = hash({ email: 'a@x.com', em: ['B@x.com', 'a@x.com'], emails: ['c@x.com'] })
    expect(made).toEqual({ em: hashesOf(['a@x.com', 'b@x.com', 'c@x.com']) })
  })

  test('that Meta does not know, nor we, are passed over in silence', () => {
    expect(leftOutOf({ emial: 'joe@example.com', '': 'x', em_: 'joe@example.com' })).toEqual({
      user: {},
      leftOut: [],
    })
  })
})

describe('several values', () => {
  test('are hashed each, and the bad ones are told one by one', () => {
    const { user, leftOut } = leftOutOf({ em: ['a@x.com', 'junk', null, '', 7, 'b@x.com', ['c@x.com']] })
    expect(user).toEqual({ em: hashesOf(['a@x.com', 'b@x.com']) })
    expect(leftOut).toEqual(['em', 'em', 'em'])
  })

  test('beyond twenty are no person: the others are left out, and told once', () => {
    const emails = Array.from({ length: 23 }, (_, i) => `a${i}@x.com`)
    const { user, leftOut } = leftOutOf({ emails })
    expect(user).toEqual({ em: hashesOf(emails.slice(0, 20)) })
    expect(leftOut).toEqual(['em'])
    expect(leftOutOf({ em: new Array(4_000_000_000) })).toEqual({ user: {}, leftOut: ['em'] })
  })

  test('of a field that takes one: the first that holds is taken', () => {
    expect(hash({ client_ip_address: ['10.0.0.1', '8.8.8.8', '1.1.1.1'] })).toEqual({
      client_ip_address: '8.8.8.8',
    })
  })

  test.each([undefined, null, '', '  ', [], [null, undefined, '']])('%o says nothing', (value) => {
    const input = Object.fromEntries(
      [...Object.keys(cases), ...Object.keys(plainCases)].map((key) => [key, value]),
    )
    expect(leftOutOf(input)).toEqual({ user: {}, leftOut: [] })
  })

  test('a text of more than a thousand characters is no value', () => {
    for (const key of Object.keys(cases)) {
      expect(leftOutOf({ [key]: 'x'.repeat(1_001) })).toEqual({ user: {}, leftOut: [key] })
    }
  })
})

describe('the country', () => {
  const phone = { phone: '020 7946 0958' }
  const british = { ph: hashesOf('442079460958') }

  test('of the options reads what comes without one, by code or name', () => {
    for (const country of ['GB', 'gb', 'GBR', 'uk', 'United Kingdom']) {
      expect(hash(phone, { country })).toEqual(british)
    }
    expect(hash(phone, { country: 'xx' })).toEqual({})
  })

  test.each(['GB', 'England', ['GB', 'US'], sha256('gb'), sha256('gb').toUpperCase()])(
    'of the input as %o wins over that of the options, wherever it stands',
    (country) => {
      expect(hash({ ...phone, country }, { country: 'US' }).ph).toEqual(british.ph)
      expect(hash({ countryCode: country, ...phone }, { country: 'US' }).ph).toEqual(british.ph)
    },
  )

  test('of the input that is none leaves the word to the options', () => {
    expect(hash({ ...phone, country: 'Atlantis' }, { country: 'GB' })).toEqual(british)
    expect(hash({ ...phone, country: 7 }, { country: 'GB' })).toEqual(british)
  })
})

describe('what is hashed already', () => {
  const known = sha256('joe@example.com')
  const hashedKeys = Object.keys(cases)

  test.each(hashedKeys)(
    'of %s passes in lower case, with or without an appendix of Meta’s builder',
    (key) => {
      const { user, leftOut } = leftOutOf({
        [key]: [known, ` ${known.toUpperCase()} `, `${known}.AQQAAQMC`, `${known}.BA`],
      })
      expect(user).toEqual({ [key]: [known] })
      expect(leftOut).toEqual([])
    },
  )

  test.each(hashedKeys)('of %s by MD5 is left out, where it is no id of a shop', (key) => {
    const md5 = createHash('md5').update('joe@example.com').digest('hex')
    const isId = key === 'external_id' || key === 'app_user_id'
    expect(hash({ [key]: md5 })).toEqual(isId ? { [key]: [sha256(md5)] } : {})
  })

  test('here is taken here again, types included', () => {
    const made = hashUserData({ email: 'joe@example.com', clientIpAddress: '8.8.8.8', leadId: '123' })
    expect(hashUserData(made)).toEqual(made)
  })

  test('and mixed with clear text stands beside it', () => {
    expect(hash({ em: [known, 'Joe@example.com', 'a@x.com'] })).toEqual({ em: [known, sha256('a@x.com')] })
  })
})

describe('whatever comes', () => {
  const keys = [...Object.keys(cases), ...Object.keys(plainCases), 'email', 'countryCode', '__proto__', 'x']
  const value = fc.oneof(
    hostileText,
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.double(),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom(null, undefined, true, Symbol('s'), () => 1, {}, [[]], Object.create(null)),
    fc.mixedCase(fc.constantFrom('joe@example.com', '+49 (0)171 1234567', '1990-01-31', 'us', 'Bayern')),
  )
  const input = fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, fc.array(value, { maxLength: 4 })))

  test('it never throws, never changes the input, and answers only fields of Meta’s', () => {
    fc.assert(
      fc.property(input, fc.oneof(fc.constant(undefined), hostileText), (told, country) => {
        const before = Object.entries(told).map(([key, told]) => [
          key,
          Array.isArray(told) ? [...told] : told,
        ])
        const frozen = Object.freeze(told)
        const made = hash(frozen, country === undefined ? {} : { country }) as Record<string, unknown>
        expect(Object.entries(told)).toEqual(before)
        for (const [key, sent] of Object.entries(made)) {
          if (key in cases) {
            expect(sent).not.toHaveLength(0)
            for (const one of sent as string[]) expect(one).toMatch(/^[0-9a-f]{64}$/)
            expect(new Set(sent as string[]).size).toBe((sent as string[]).length)
          } else {
            expect(plainCases).toHaveProperty(key)
            expect(String(sent)).not.toBe('')
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('its own answer comes out unchanged', () => {
    fc.assert(
      fc.property(input, (told) => {
        const made = hash(told)
        expect(leftOutOf(made)).toEqual({ user: made, leftOut: [] })
        expect(leftOutOf(JSON.parse(JSON.stringify(made)))).toEqual({ user: made, leftOut: [] })
      }),
      { numRuns: 1_000 },
    )
  })

  test('any JSON is an input', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(Object.keys(hash(json)).every((key) => key in cases || key in plainCases)).toBe(true)
      }),
    )
  })

  test.each([null, undefined, 7, 'text', true, [], () => 1, Symbol('s')])('%o is nobody', (nobody) => {
    expect(leftOutOf(nobody)).toEqual({ user: {}, leftOut: [] })
  })

  test('no clear text of a hashed field stands in the answer', () => {
    const clear: Readonly<Record<string, string>> = {
      em: 'very.private@example.com',
      ph: '+16505551212',
      fn: 'Privatefirst',
      ln: 'Privatelast',
      ge: 'female',
      db: '19900131',
      ct: 'Privatecity',
      st: 'Privatestate',
      zp: '94025',
      country: 'Germany',
      external_id: 'private-id',
      app_user_id: 'private-app-id',
      f5first: 'priva',
      f5last: 'privb',
      doby: '1990',
    }
    fc.assert(
      fc.property(
        fc.subarray(Object.keys(clear)),
        fc.constantFrom('us', 'de', undefined),
        (chosen, country) => {
          const told = Object.fromEntries(chosen.map((key) => [key, clear[key]]))
          const text = JSON.stringify(hash(told, country === undefined ? {} : { country })).toLowerCase()
          for (const key of chosen) expect(text).not.toContain(`"${clear[key]?.toLowerCase()}"`)
          expect(text.replace(/[0-9a-f]{64}/g, '')).not.toMatch(/priv|example|555|female|germany/)
        },
      ),
    )
  })

  test('getters, proxies and odd objects cost their own field only', () => {
    const revoked = Proxy.revocable([], {})
    revoked.revoke()
    const throwing = (name: string) =>
      new Proxy(
        {},
        {
          get: () => {
            throw new Error(name)
          },
          getPrototypeOf: () => {
            throw new Error(name)
          },
        },
      )
    const told = Object.defineProperties(Object.create(null), {
      em: { enumerable: true, value: 'joe@example.com' },
      ph: {
        enumerable: true,
        get: () => {
          throw new Error('a getter of the shop')
        },
      },
      country: {
        enumerable: true,
        get: () => {
          throw new Error('another one')
        },
      },
      fn: { enumerable: true, value: revoked.proxy },
      db: { enumerable: true, value: throwing('a date?') },
      ln: { enumerable: true, value: { toString: () => 'Smith' } },
      ct: { enumerable: true, value: new Proxy(['Paris'], {}) },
    })
    const { user, leftOut } = leftOutOf(told)
    expect(user).toEqual({ em: hashesOf('joe@example.com'), ct: hashesOf('paris') })
    expect(leftOut.sort()).toEqual(['country', 'db', 'fn', 'ln', 'ph'])
    expect(hash(throwing('a proxy'))).toEqual({})
    expect(
      hash(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no keys')
            },
          },
        ),
      ),
    ).toEqual({})
  })

  test('keys that came with JSON reach no prototype', () => {
    const made = hash(JSON.parse('{"__proto__": {"em": "joe@example.com"}, "constructor": "x"}'))
    expect(made).toEqual({})
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
  })

  test('hostile lengths take no time that grows faster than they do', () => {
    const long = [
      `${'a.'.repeat(50_000)}@`,
      `<${'<'.repeat(50_000)}`,
      `${'a@'.repeat(50_000)}`,
      `+${'1 '.repeat(50_000)}`,
      '('.repeat(50_000),
      'é'.repeat(50_000),
    ]
    // With backtracking that grows with the square, one of these would take minutes.
    for (const key of Object.keys(cases)) hash({ [key]: long }, { country: 'us' })
    const atLimit = long.map((text) => text.slice(0, 1_000))
    for (const key of Object.keys(cases)) hash({ [key]: atLimit }, { country: 'us' })
    expect(hash({ em: long })).toEqual({})
  })
})
