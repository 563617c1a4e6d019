import { describe, expect, test } from 'vitest'
import { cookiesOf } from '../../../../plugins/meta-capi/browser/cookies.js'
import fc from '../../../support/property.js'

describe('the header', () => {
  test.each([
    ['the only one', '_fbp=a', ['a']],
    ['between others', 'sid=1; _fbp=a; x=2', ['a']],
    ['without blanks', 'sid=1;_fbp=a;x=2', ['a']],
    ['twice, in the browser’s order', '_fbp=a; _fbp=b', ['a', 'b']],
    ['with an equals sign inside', '_fbp=a=b', ['a=b']],
    ['in quotes', '_fbp="a"', ['a']],
    ['encoded', '_fbp=fb%2E1', ['fb.1']],
    ['encoded badly', '_fbp=%E0%A4%A', ['\ufffd%A']],
    ['empty', '_fbp=', ['']],
    ['at the end of another name', 'x_fbp=a', []],
    ['in the value of another', 'x=_fbp=a', []],
    ['in other letters', '_FBP=a', []],
  ])('%s', (_what, cookie, values) => {
    expect(cookiesOf({ headers: { cookie } }, '_fbp')).toEqual(values)
  })

  test('may come in pieces', () => {
    expect(cookiesOf({ headers: { cookie: ['a=1', '_fbp=x'] } }, '_fbp')).toEqual(['x'])
  })
})

describe('what a cookie parser left', () => {
  test.each<[string, unknown, string[]]>([
    ['an object', { _fbp: 'a' }, ['a']],
    ['an object without a prototype', Object.assign(Object.create(null), { _fbp: 'a' }), ['a']],
    ['several values', { _fbp: ['a', 1, 'b'] }, ['a', 'b']],
    ['an array', ['_fbp=a'], []],
    ['a text', '_fbp=a', []],
    ['a number as the value', { _fbp: 1 }, []],
    ['an inherited value', Object.create({ _fbp: 'a' }), []],
    ['null', null, []],
    ['nothing', undefined, []],
  ])('%s', (_what, cookies, values) => {
    expect(cookiesOf({ headers: {}, cookies }, '_fbp')).toEqual(values)
  })

  test('counts only where the header says nothing', () => {
    const cookies = { _fbp: 'parsed' }
    expect(cookiesOf({ headers: { cookie: '_fbp=sent' }, cookies }, '_fbp')).toEqual(['sent'])
    expect(cookiesOf({ headers: { cookie: 'x=1' }, cookies }, '_fbp')).toEqual(['parsed'])
  })

  test('is read without running anything of it', () => {
    const cookies = {
      get _fbp(): string {
        throw new Error('read')
      },
    }
    expect(cookiesOf({ headers: {}, cookies }, '_fbp')).toEqual([])
  })
})

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.anything(), (cookie, cookies) => {
      for (const value of cookiesOf({ headers: { cookie: `_fbp${cookie}` }, cookies }, '_fbp')) {
        expect(value).toBeTypeOf('string')
      }
    }),
  )
})
