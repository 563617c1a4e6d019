import { expect, test } from 'vitest'
import { readEnvironment } from '../../../src/kernel/registry/environment.js'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { flag, optionalText, text, whole } from '../../../src/kernel/registry/plain-kinds.js'
import { tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import {
  country,
  currency,
  schedule,
  timeZone,
  webAddress,
} from '../../../src/kernel/registry/standard-kinds.js'

const everyKind = defineGroup('KINDS', {
  FLAG: flag('', true),
  TEXT: text('', 'x'),
  OPTIONAL: optionalText(''),
  WHOLE: whole('', 1, 0, 9),
  ADDRESS: webAddress(''),
  CURRENCY: currency('', 'EUR'),
  COUNTRY: country('', 'DE'),
  ZONE: timeZone('', 'UTC'),
  CRON: schedule('', '* * * * *'),
  TOKENS: tokens(''),
})
const groups = [everyKind, defineGroup('XML_FEEDS', { IS_ENABLED: flag('', false) })]

test('values of declared groups are read, each as its kind', () => {
  const { values, mistakes } = readEnvironment(
    {
      KINDS__WHOLE: '5',
      KINDS__TOKENS: 'a,b',
      XML_FEEDS__IS_ENABLED: 'yes',
      PATH: '/bin',
      OTHER__THING: 'x',
    },
    groups,
  )
  expect(mistakes).toEqual([])
  expect([...values]).toEqual([
    ['KINDS.WHOLE', 5],
    ['KINDS.TOKENS', ['a', 'b']],
    ['XML_FEEDS.IS_ENABLED', true],
  ])
})

test.each(Object.keys(everyKind.settings))('%s is absent when it is empty or the placeholder', (key) => {
  for (const written of ['', '  ', 'TBD', ' tbd ', undefined]) {
    expect(readEnvironment({ [`KINDS__${key}`]: written }, groups)).toEqual({
      values: new Map(),
      mistakes: [],
    })
  }
})

test.each([
  ['KINDS__FLAGG', /^KINDS__FLAGG: KINDS has no such setting; it has FLAG, /],
  ['KINDS__', /^KINDS__: KINDS has no such setting/],
  ['KINDS__FLAG__X', /^KINDS__FLAG__X: KINDS has no such setting/],
  ['KINDS__toString', /^KINDS__toString: KINDS has no such setting/],
  ['KINDS__constructor', /has no such setting/],
  ['XML_FEED__IS_ENABLED', /no such group; XML_FEEDS__IS_ENABLED is meant/],
  ['XMLFEEDS__IS_ENABLED', /XML_FEEDS__IS_ENABLED is meant/],
  ['XML_FEDS__IS_ENABLED', /XML_FEEDS__IS_ENABLED is meant/],
  ['XML_FEEEDS__IS_ENABLED', /XML_FEEDS__IS_ENABLED is meant/],
  ['xml_feeds__is_enabled', /XML_FEEDS__IS_ENABLED is meant/],
])('%s is told as a mistake', (variable, words) => {
  const { values, mistakes } = readEnvironment({ [variable]: 'true' }, groups)
  expect(mistakes).toEqual([expect.stringMatching(words)])
  expect(values.size).toBe(0)
})

test.each(['__FLAG', 'KINDS_FLAG', 'OTHER__FLAG', 'KIND_OF__FLAGS', 'npm_config__flag', '__', 'MS__FLAG'])(
  '%s is another program’s',
  (variable) => {
    expect(readEnvironment({ [variable]: 'x' }, groups)).toEqual({ values: new Map(), mistakes: [] })
  },
)

test('every mistake is gathered, and none repeats its value', () => {
  const { mistakes } = readEnvironment(
    { KINDS__WHOLE: '77', KINDS__FLAG: 'C4NARY', KINDS__TOKENS: 'C4 NARY,x' },
    groups,
  )
  expect(mistakes).toEqual([
    'KINDS__WHOLE: must be between 0 and 9.',
    expect.stringMatching(/^KINDS__FLAG: must be true or false/),
    expect.stringMatching(/^KINDS__TOKENS: must be printable ASCII/),
  ])
})

test('a group’s names are upper-case words, so that the environment can say them', () => {
  for (const name of ['lower', 'TWO__FOLD', '_A', 'A_', '1A', 'A-B', '', '__PROTO__']) {
    expect(() => defineGroup(name, {})).toThrow(TypeError)
    expect(() => defineGroup('GROUP', { [name]: flag('', true) })).toThrow(TypeError)
  }
})
