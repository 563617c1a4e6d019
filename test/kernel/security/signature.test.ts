import { describe, expect, test } from 'vitest'
import { isFresh, readSignature, sign, verify } from '../../../src/kernel/security/signature.js'
import fc from '../../support/property.js'

const key = 'key-of-32-characters-or-more-0001'
const other = 'key-of-32-characters-or-more-0002'
const at = 1_700_000_000
const body = Buffer.from('{"a":1}')
const hex = 'f'.repeat(64)

const read = (header: string) => {
  const signature = readSignature(header)
  if (signature === undefined) throw new Error(`${header} is no signature`)
  return signature
}

describe('a signature', () => {
  test('is what openssl makes of time, a dot and body', () => {
    // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key-of-32-characters-or-more-0001
    expect(sign('{"a":1}', key, at)).toBe(
      `t=${at},v1=c5063d31025f32432f47316d5dd07dcaf2be1d295327044d3297b32936691174`,
    )
  })

  test('holds for the bytes, the second and the key that it was made of', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.string({ minLength: 1 }),
        fc.integer({ min: 0, max: 999_999_999_999 }),
        (bytes, ownKey, atSeconds) => {
          const signature = read(sign(bytes, ownKey, atSeconds))
          expect(signature.atSeconds).toBe(atSeconds)
          expect(verify(bytes, signature, [ownKey])).toBe(true)
        },
      ),
    )
  })

  test('holds for no other byte, second or key', () => {
    const signature = read(sign(body, key, at))
    expect(verify(body, signature, [other])).toBe(false)
    expect(verify(body, { ...signature, atSeconds: at + 1 }, [key])).toBe(false)
    for (let index = 0; index < body.length; index++) {
      const tampered = Buffer.from(body)
      tampered[index] = (tampered[index] ?? 0) ^ 1
      expect(verify(tampered, signature, [key])).toBe(false)
    }
    expect(verify(body.subarray(1), signature, [key])).toBe(false)
    // The dot parts the two: the same digits around it are another message.
    expect(verify(Buffer.from('0.x'), read(sign('x', key, 10).replace('t=10', 't=1')), [key])).toBe(false)
  })

  test('holds under either of two keys, from a sender with either or both', () => {
    const both = `${sign(body, other, at)},${sign(body, key, at).split(',')[1]}`
    for (const header of [sign(body, key, at), both]) {
      expect(verify(body, read(header), [key])).toBe(true)
      expect(verify(body, read(header), [key, 'a third key'])).toBe(true)
      expect(verify(body, read(header), ['a third key', key])).toBe(true)
    }
  })

  test('holds under no key at all, nor an empty one', () => {
    expect(verify(body, read(sign(body, '', at)), [''])).toBe(false)
    expect(verify(body, read(sign(body, key, at)), [])).toBe(false)
  })

  test.each([-300, -299, 0, 299, 300])('is fresh %i seconds from now', (off) => {
    expect(isFresh(read(sign(body, key, at)), (at + off) * 1_000)).toBe(true)
  })

  test.each([-301, 301, -86_400, 1e9])('is not fresh %i seconds from now', (off) => {
    expect(isFresh(read(sign(body, key, at)), (at + off) * 1_000)).toBe(false)
  })

  test('is not fresh a millisecond too late', () => {
    expect(isFresh(read(sign(body, key, at)), (at + 300) * 1_000 + 1)).toBe(false)
  })
})

describe('a header', () => {
  test.each([
    ['spaces behind commas', `t=1, v1=${hex}`, 1],
    ['its parts in another order', `v1=${hex},t=1`, 1],
    ['capital digits', `t=1,v1=${hex.toUpperCase()}`, 1],
    ['parts of a later version', `t=1,v1=${hex},v2=some-thing`, 1],
    ['five digests', `t=1${`,v1=${hex}`.repeat(5)}`, 5],
  ])('with %s is read', (_, header, digests) => {
    expect(readSignature(header)).toEqual({
      atSeconds: 1,
      digests: Array(digests).fill(Buffer.from(hex, 'hex')),
    })
  })

  test.each([
    ['nothing', ''],
    ['no time', `v1=${hex}`],
    ['no digest', 't=1'],
    ['a digest of a later version only', `t=1,v2=${hex}`],
    ['two times', `t=1,t=1,v1=${hex}`],
    ['six digests', `t=1${`,v1=${hex}`.repeat(6)}`],
    ['a short digest', `t=1,v1=${hex.slice(1)}`],
    ['a long digest', `t=1,v1=${hex}f`],
    ['a digest that is no hex', `t=1,v1=${'g'.repeat(64)}`],
    ['a time in words', `t=now,v1=${hex}`],
    ['a time before the epoch', `t=-1,v1=${hex}`],
    ['a time with a point', `t=1.5,v1=${hex}`],
    ['a time without end', `t=${'1'.repeat(13)},v1=${hex}`],
    ['an empty part', `t=1,,v1=${hex}`],
    ['a part without name', `t=1,=x,v1=${hex}`],
    ['a bare word', `Bearer x,t=1,v1=${hex}`],
  ])('with %s is no signature', (_, header) => {
    expect(readSignature(header)).toBeUndefined()
  })

  test('is read or refused whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(() => readSignature(header)).not.toThrow()
      }),
    )
  })
})
