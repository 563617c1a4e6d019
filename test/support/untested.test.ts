import { expect, test } from 'vitest'
import { untestedNotice } from './untested.js'

const none = { sqlite: undefined, mariadb: undefined }

test('a machine that has both databases gets no notice', () => {
  expect(untestedNotice(none, false)).toBeUndefined()
  expect(untestedNotice(none, true)).toBeUndefined()
})

test('one notice names all that is not tested, with its reason', () => {
  expect(untestedNotice({ sqlite: 'not built', mariadb: 'not installed' }, false)).toBe(
    'NOT TESTED: everything on SQLite (not built); and everything on MariaDB (not installed).',
  )
})

test('in CI the notice is a failure', () => {
  expect(() => untestedNotice({ ...none, mariadb: 'not installed' }, true)).toThrow(
    /MariaDB \(not installed\)\. With CI=true/,
  )
})
