import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ConfigOptions, readConfig, secretFolder } from '../../src/kernel/config.js'
import { AppError } from '../../src/kernel/errors.js'
import { defineGroup } from '../../src/kernel/registry/group.js'
import { flag, text, whole } from '../../src/kernel/registry/plain-kinds.js'
import { tokens } from '../../src/kernel/registry/sealed-kinds.js'

const groups = [
  defineGroup('XML_FEEDS', { IS_ENABLED: flag('On.', false), TOKEN: tokens('A token.') }),
  defineGroup('GUARD', { LEAST: whole('Least.', 1, 0, 10), NAME: text('A name.', 'x') }),
]

type Environment = Record<string, string | undefined>
const read = (environment: Environment = {}, options: ConfigOptions = {}) =>
  readConfig({ ownsProcess: true, ...options, environment }, groups)

function mistakes(environment: Environment, options: ConfigOptions = {}): readonly string[] {
  try {
    read(environment, options)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CONFIG_INVALID') throw error
    return error.message.split('\n  - ').slice(1)
  }
  return []
}

test('everything has a default', () => {
  expect(read()).toEqual({
    database: 'data/storecast.db',
    dataFolder: './data',
    secret: undefined,
    stores: ['default'],
    publicUrl: 'http://localhost:3000',
    trustedProxies: [],
    logLevel: 'info',
    databaseWaitMs: 15_000,
    production: false,
    port: 3_000,
    host: undefined,
    registryValues: new Map(),
    variables: new Map(),
  })
})

test('the environment is read, and an option of the host program wins over it', () => {
  const environment = {
    DATABASE_URL: 'mysql://db.example/shop',
    STORECAST_DATA: '/var/lib/storecast',
    STORECAST_SECRET: 'a secret of the environment',
    STORECAST_STORES: 'acme, default ,, bolt',
    STORECAST_PUBLIC_URL: 'https://feeds.shop.example/cast//',
    STORECAST_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1,::1,fd00::/8',
    LOG_LEVEL: 'debug',
    PORT: '8080',
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    GUARD__LEAST: '5',
  }
  expect(read(environment)).toMatchObject({
    database: 'mysql://db.example/shop',
    stores: ['default', 'acme', 'bolt'],
    publicUrl: 'https://feeds.shop.example/cast',
    trustedProxies: ['10.0.0.0/8', '192.0.2.1', '::1', 'fd00::/8'],
    production: true,
    port: 8_080,
    host: '127.0.0.1',
    registryValues: new Map([['GUARD.LEAST', 5]]),
    variables: new Map(),
  })
  const options = {
    database: './own.db',
    dataFolder: './own',
    secret: 'a secret of the program',
    stores: ['one'],
    publicUrl: 'https://own.example/',
    trustedProxies: ['127.0.0.1'],
    logLevel: 'warn',
  }
  expect(read(environment, { ...options, databaseWaitSeconds: 1 })).toMatchObject({
    ...options,
    stores: ['default', 'one'],
    publicUrl: 'https://own.example',
    databaseWaitMs: 1_000,
  })
})

test('an empty variable is the same as none', () => {
  expect(
    read({
      DATABASE_URL: '',
      PORT: ' ',
      LOG_LEVEL: '',
      STORECAST_SECRET: '',
      XML_FEEDS__IS_ENABLED: '',
      HOST: undefined,
    }),
  ).toEqual(read())
})

test('all mistakes are told at once, each with its name', () => {
  const environment = {
    NODE_ENV: 'production',
    STORECAST_STORES: 'Acme',
    STORECAST_PUBLIC_URL: 'shop.example?x=1',
    STORECAST_TRUSTED_PROXIES: '10.0.0.0/99',
    LOG_LEVEL: 'loud',
    PORT: '65536',
    XML_FEEDS__IS_ENABLED: 'perhaps',
    XML_FEEDS__IS_ENABLD: 'true',
    GUARD__LEAST: '11',
    GARD__LEAST: '1',
  }
  const told = mistakes(environment)
  expect(told.map((mistake) => mistake.split(':', 1)[0]).sort()).toEqual(
    ['STORECAST_SECRET', ...Object.keys(environment).filter((name) => name !== 'NODE_ENV')].sort(),
  )
  expect(told).toContain(
    'XML_FEEDS__IS_ENABLD: XML_FEEDS has no such setting; it has IS_ENABLED, TOKEN. Did you mean IS_ENABLED?',
  )
  expect(told).toContain('GARD__LEAST: there is no such group; GUARD__LEAST is meant, maybe.')
  expect(() => read(environment)).toThrow(/^The configuration has 10 mistakes:\n/)
  expect(() => read({ PORT: 'x' })).toThrow(/^The configuration has a mistake:\n/)
})

test('a mistake never repeats a secret', () => {
  const told = mistakes({ STORECAST_SECRET: 'C4NARY', XML_FEEDS__TOKEN: 'C4NARY with spaces' })
  expect(told).toHaveLength(2)
  expect(told.join()).not.toContain('C4NARY')
})

describe('the secret', () => {
  const production = { NODE_ENV: 'production' }
  test.each([
    ['none in production', production],
    ['an empty one in production', { ...production, STORECAST_SECRET: '' }],
    ['the placeholder', { ...production, STORECAST_SECRET: 'TBD' }],
    ['a short one', { STORECAST_SECRET: 'fifteen letters' }],
    ['two short ones that are long together', { STORECAST_SECRET: 'ten letter,ten letter' }],
    ['nothing but commas', { ...production, STORECAST_SECRET: ' , , , , , , , , , ' }],
  ])('is refused: %s', (_what, environment) => {
    expect(mistakes(environment).map((mistake) => mistake.split(':', 1)[0])).toContain('STORECAST_SECRET')
  })

  test('may be several, each of them long enough', () => {
    expect(mistakes({ ...production, STORECAST_SECRET: 'sixteen letters.,an older one of these' })).toEqual(
      [],
    )
  })

  test('is also read from the options, and refused there', () => {
    expect(mistakes(production, { secret: 'a secret of the program' })).toEqual([])
    expect(mistakes(production, { secret: '                    ' })).toHaveLength(1)
  })
})

test.each(['-1', '65536', '80.5', 'http', '0x'])('%s is no port, and that is one mistake', (port) => {
  expect(mistakes({ PORT: port })).toEqual(['PORT: must be a whole number from 0 to 65535.'])
})

test.each(['ftp://a.example', 'https://a.example?x', 'https://a.example#x', 'https://a b', 'https://:80'])(
  '%s is no public address',
  (address) => {
    expect(mistakes({ STORECAST_PUBLIC_URL: address }).length).toBeGreaterThan(0)
  },
)

test('the development secret stands beside an embedded database, else in the data folder', () => {
  expect(secretFolder(read({ DATABASE_URL: '/srv/shop/a.db' }))).toBe('/srv/shop')
  expect(secretFolder(read({ DATABASE_URL: 'mysql://db.example/shop', STORECAST_DATA: '/srv/data' }))).toBe(
    '/srv/data',
  )
  expect(secretFolder(read())).toBe('data')
})

describe('in a host’s process', () => {
  const embedded = { ownsProcess: false }

  test.each([
    { PORT: '\\\\.\\pipe\\0a1b', LOG_LEVEL: 'verbose' },
    { PORT: 'http', LOG_LEVEL: 'silly' },
  ])('what the host means by PORT and LOG_LEVEL is no mistake of ours: %j', (environment) => {
    expect(read(environment, embedded)).toMatchObject({ port: 3_000, logLevel: 'info' })
  })

  test('they hold where they fit', () => {
    expect(read({ PORT: '8080', LOG_LEVEL: 'warn' }, embedded)).toMatchObject({
      publicUrl: 'http://localhost:8080',
      logLevel: 'warn',
    })
  })
})

describe('a variable that a module declares', () => {
  const declared = { STORECAST_GRAPH_URL: z.string().startsWith('https:', 'must begin with https') }

  test('is read, and no misspelling', () => {
    const config = readConfig({ environment: { STORECAST_GRAPH_URL: 'https://graph.example' } }, [], declared)
    expect([...config.variables]).toEqual([['STORECAST_GRAPH_URL', 'https://graph.example']])
  })

  test('is told with all other mistakes', () => {
    const environment = { STORECAST_GRAPH_URL: 'http://graph.example', STORECAST_GRAF_URL: 'x' }
    expect(() => readConfig({ environment }, [], declared)).toThrow(
      /STORECAST_GRAF_URL: is not known.*Did you mean STORECAST_GRAPH_URL\?[\s\S]*STORECAST_GRAPH_URL: must begin with https/,
    )
  })

  test('is unknown where no module declares it', () => {
    expect(() => readConfig({ environment: { STORECAST_GRAPH_URL: 'https://graph.example' } }, [])).toThrow(
      /STORECAST_GRAPH_URL: is not known/,
    )
  })
})
