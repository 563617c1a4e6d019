import { expect, test } from 'vitest'
import { untestedNotice } from '../untested.js'
import { type ChromiumMachine, findChromium } from './find.js'

const bare: ChromiumMachine = {
  given: undefined,
  isExecutable: () => false,
  findBinary: () => undefined,
  canInstall: () => false,
  installBinary: () => {
    throw new Error('nothing may be installed here')
  },
}

function find(machine: Partial<ChromiumMachine>) {
  const said: string[] = []
  const found = findChromium((line) => said.push(line), { ...bare, ...machine })
  return { found, said }
}

test('a path that is given wins over what is on the machine', () => {
  const machine = { given: '/opt/chromium', isExecutable: () => true, findBinary: () => '/usr/bin/chromium' }
  expect(find(machine)).toEqual({ found: { path: '/opt/chromium' }, said: [] })
})

test('a path that leads nowhere is refused instead of skipped', () => {
  expect(() => find({ given: '/opt/nowhere' })).toThrow(/STORECAST_TEST_CHROMIUM must be/)
})

test('a browser on the machine is taken', () => {
  expect(find({ findBinary: () => '/usr/bin/chromium' })).toEqual({
    found: { path: '/usr/bin/chromium' },
    said: [],
  })
})

test('root with apt-get installs it and says so in one line', () => {
  const { found, said } = find({ canInstall: () => true, installBinary: () => '/usr/bin/chromium' })
  expect(found).toEqual({ path: '/usr/bin/chromium' })
  expect(said).toEqual([expect.stringMatching(/installing chromium/)])
})

test('an installation that fails becomes the reason for the skip', () => {
  expect(find({ canInstall: () => true }).found).toEqual({
    path: undefined,
    reason: 'nothing may be installed here',
  })
})

test('a machine without any of it says what would help', () => {
  expect(find({}).found).toMatchObject({ reason: expect.stringContaining('STORECAST_TEST_CHROMIUM') })
})

test('the one notice names the browser, and in CI it is a failure', () => {
  const missing = { sqlite: undefined, mariadb: undefined, chromium: 'not installed' }
  expect(untestedNotice(missing, false)).toBe('NOT TESTED: everything in a browser (not installed).')
  expect(() => untestedNotice(missing, true)).toThrow(/browser \(not installed\)\. With CI=true/)
})
