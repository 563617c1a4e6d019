/** The characters that are taken without a look must need none. */
import { describe, expect, test } from 'vitest'
import { isClean, isCleanLine, isLines, isWords } from '../../../../feeds/engine/text/character.js'

const basicPlane = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))

describe('simple characters', () => {
  test('are unchanged by NFC, alone and behind a letter', () => {
    const simple = basicPlane.filter((character) => isWords.test(character))
    expect(simple.length).toBeGreaterThan(25_000)
    for (const character of simple) {
      if (character.normalize('NFC') !== character || `a${character}`.normalize('NFC') !== `a${character}`) {
        expect.fail(`U+${character.charCodeAt(0).toString(16)} is changed by NFC`)
      }
    }
  })

  test('are no marks, blanks, controls, format characters or halves of characters', () => {
    const wrong = basicPlane.filter((it) => isWords.test(it) && /[\p{M}\s\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(it))
    expect(wrong).toEqual([])
  })

  test('of a clean text need no escape', () => {
    expect(basicPlane.filter((it) => isWords.test(it) && !isClean.test(it))).toEqual(['&', '<', '>'])
    expect(basicPlane.filter((it) => isWords.test(it) && !isCleanLine.test(it))).toEqual(['&', '<'])
  })
})

test('blanks stand alone and between words only', () => {
  for (const text of ['', ' a', 'a ', 'a  b', 'a\nb', 'a\tb']) expect(isWords.test(text)).toBe(false)
  expect(isWords.test('a b')).toBe(true)
  expect(isLines.test('a b\nc')).toBe(true)
  expect(isLines.test('a \nc')).toBe(false)
})
