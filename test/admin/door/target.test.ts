import { describe, expect, test } from 'vitest'
import { readPageTarget, readTarget } from '../../../src/admin/door/target.js'
import fc from '../../support/property.js'

const mount = 'https://shop.example/deep/cast/'
const reached = (target: string): string => new URL(`../${target}`, `${mount}admin/sign-in`).href

describe('where signing in leads to', () => {
  test.each([
    'admin',
    'admin/',
    'admin?a=1',
    'admin/events?state=dead&q=%22x%22',
    's/acme/admin',
    's/a-1/admin/feeds/google-merchant/left-out',
    'admin/events/purchase.A1~b',
    'admin/events/a%2eb%20c',
  ])('may be %s', (target) => expect(readTarget(target)).toBe(target))

  test.each([
    '',
    '/admin',
    '//evil.example/admin',
    'https://evil.example/admin',
    'javascript:alert(1)',
    'admin//evil.example',
    'admin/../../evil',
    'admin/..',
    'admin/./x',
    'admin/%2e%2e/%2E%2e/evil',
    'admin/.%2e/x',
    'admin/%2f%2fevil',
    'admin/%5c..',
    'admin/\\evil',
    'admin/%0d%0aset-cookie:x',
    'admin/%ff',
    'admin#x',
    'administrator',
    'admin.evil',
    's/../admin',
    's/ACME/admin',
    's/acme/xml',
    'xml/google-merchant',
    'logout',
    ' admin',
    'admin\n',
    'admin/é',
    `admin/${'x'.repeat(3_000)}`,
  ])('may not be %j', (target) => expect(readTarget(target)).toBeUndefined())

  test.each([
    'admin/sign-in',
    'admin/sign-in?to=admin',
    'admin/sign-out',
    'admin/new-password',
    'admin/theme',
    'admin/assets/x',
  ])('may not be looked at: %s', (target) => expect(readPageTarget(target)).toBeUndefined())

  test('never leaves the pages, whatever is asked for', () => {
    const piece = fc.constantFrom(
      'admin',
      's',
      'acme',
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '?',
      '#',
      '@',
      ':',
      '//',
      'evil.example',
      '\t',
      '%00',
      'a',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece).map((parts) => `admin${parts.join('')}`),
      fc.array(piece).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (asked) => {
        const target = readTarget(asked)
        if (target === undefined) return
        expect(reached(target)).toMatch(
          /^https:\/\/shop\.example\/deep\/cast\/(s\/[a-z0-9-]+\/)?admin(?![\w.-])/,
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
