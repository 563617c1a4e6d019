import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeOneTimePassword } from '../../../src/admin/door/one-time.js'
import {
  hashOneTimePassword,
  hashPassword,
  isOutdated,
  isPassword,
} from '../../../src/admin/door/password.js'
import { passwordFault } from '../../../src/admin/door/password-rules.js'

test('a password is stored by scrypt with its parameters, and never twice in the same way', async () => {
  const [one, two] = [await hashPassword('a walk by the sea'), await hashPassword('a walk by the sea')]
  expect(one).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toBe(two)
  const [, cost, blockSize, parallelism, salt = '', key] = one.split('$')
  const parameters = { N: Number(cost), r: Number(blockSize), p: Number(parallelism), maxmem: 2 ** 27 }
  const again = scryptSync('a walk by the sea', Buffer.from(salt, 'base64url'), 32, parameters)
  expect(again.toString('base64url')).toBe(key)
})

test('only the password itself opens, in whatever way a keyboard writes it', async () => {
  const stored = await hashPassword('caf\u00e9 au lait, deux')
  expect(await isPassword(stored, 'cafe\u0301 au lait, deux')).toBe(true)
  for (const wrong of [
    '',
    'Caf\u00e9 au lait, deux',
    'caf\u00e9 au lait, deu',
    'caf\u00e9 au lait, deux ',
    'x'.repeat(1_024),
  ])
    expect(await isPassword(stored, wrong)).toBe(false)
})

test('nobody’s password is no password, whatever is tried', async () => {
  for (const stored of [undefined, '', 'once', 'once$$', 'plain$x', 'once$AAAA$'])
    expect(await isPassword(stored, '')).toBe(false)
})

test('what was stored with other parameters still opens, and is known to be outdated', async () => {
  const salt = Buffer.from('0123456789abcdef')
  const key = scryptSync('an older password', salt, 32, { N: 1_024, r: 8, p: 1 })
  const stored = ['scrypt', 1_024, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$')
  expect([await isPassword(stored, 'an older password'), await isPassword(stored, 'another')]).toEqual([
    true,
    false,
  ])
  expect([
    isOutdated(stored),
    isOutdated(await hashPassword('x')),
    isOutdated(hashOneTimePassword('x')),
  ]).toEqual([true, false, false])
})

test('a one-time password has a hundred random bits, and is read kindly', async () => {
  const made = Array.from({ length: 500 }, makeOneTimePassword)
  expect(new Set(made).size).toBe(500)
  const letters = new Set(made.join('').replaceAll('-', ''))
  expect(letters.size).toBe(32)
  for (const each of made) expect(each).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){4}$/)
  const password = '01ab-cd01-efgh-jkmn-pqrs'
  const stored = hashOneTimePassword(password)
  for (const typed of [password, password.toUpperCase(), ' OLabcdoi efghjkmnpqrs '])
    expect(await isPassword(stored, typed)).toBe(true)
  expect(await isPassword(stored, '01ab-cd01-efgh-jkmn-pqrt')).toBe(false)
})

test.each([
  ['short', /at least 12/],
  ['elevenchars', /at least 12/],
  ['🌊🌊🌊🌊🌊🌊', /at least 12/],
  ['x'.repeat(257), /at most 256/],
  ['administrator', /Many people/],
  ['PASSWORD1234', /Many people/],
  ['aaaaaaaaaaaa', /Many people/],
  ['abcabcabcabc', /Many people/],
  ['012345678901', /Many people/],
  ['qwertyuiopasdf', /Many people/],
  ['ada@shop.example', /your name/],
  ['ada@shop.example1', /your name/],
])('%j is no new password', (password, why) =>
  expect(passwordFault(password, 'ada@shop.example')).toMatch(why),
)

test.each(['a walk along the harbour', 'Xk2-ppq-93Zs-w', '🌊⚓🌊⚓🐟🌊⚓🐠🌊⚓🐡🌊', 'nine boats, ada'])(
  '%j is one',
  (password) => expect(passwordFault(password, 'ada')).toBeUndefined(),
)
