/** Capitals throughout are told in small letters; all other texts are left as they are, at hardly any cost. */

import { describe, expect, test } from 'vitest'
import { softened } from '../../../../feeds/engine/text/capitals.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'

describe('a text in capitals throughout', () => {
  test.each([
    ['MERINO SWEATER WITH ZIP', 'Merino sweater with ZIP'],
    ['SCHALLPLATTE', 'Schallplatte'],
    ['USB-KABEL FÜR KAMERA X200, 2XL', 'USB-kabel für kamera X200, 2XL'],
    ["WOMEN'S T-SHIRT", "Women's T-shirt"],
    ['SALE! GET IT NOW. "BEST" PRICES', 'Sale! Get it now. "Best" prices'],
    ['- FIRST THING\n- SECOND THING', '- First thing\n- Second thing'],
    ['VERSION 2.5 APPROVED', 'Version 2.5 approved'],
    ['THE SHOE OF CHAMPIONS', 'The shoe of champions'],
    ['GROSSE STRAßE', 'Grosse straße'],
    ['ΟΔΟΣ ΑΘΗΝΑΣ', 'Οδος αθηνας'],
    ['КНИГА ДЛЯ ДЕТЕЙ', 'Книга для детей'],
    ['İZMİR ÇİNİSİ', 'İzmir çinisi'],
    ['ⰀⰁⰂⰃ ⰀⰁⰂⰃ', 'Ⰰⰱⰲⰳ ⰰⰱⰲⰳ'],
    ['𐐀𐐁𐐂𐐃 𐐀𐐁𐐂𐐃', '𐐀𐐩𐐪𐐫 𐐨𐐩𐐪𐐫'],
    ['J̌ENA CREJ̌E', 'J̌ena creǰe'],
    ['💥 MEGA SALE 💥', '💥 Mega sale 💥'],
  ])('%j becomes %j', (text, small) => {
    expect(softened(text)).toBe(small)
  })

  test('is no longer than before, in NFC, and not in capitals any more', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'grapheme' })), (any) => {
        const text = any.toUpperCase().normalize('NFC')
        const small = softened(text)
        if (small === undefined) return
        expect([...small].length).toBeLessThanOrEqual([...text].length)
        expect(small.normalize('NFC')).toBe(small)
        expect(small).toMatch(/\p{Ll}/u)
        expect(softened(small)).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a text is left as it is', () => {
  test.each([
    '',
    'IKEA',
    'SKU-123 XL',
    'HP LED TV 55',
    'SNEAKER',
    'AB1234CD EF5678GH',
    '123 456.50',
    'Merino sweater',
    'ADIDAS SAMBA for men',
    'ADIDAS SAMBA 运动鞋',
    '美利奴羊毛套头衫',
    'قميص قطني',
    'เสื้อยืด',
    'ქართული წიგნი',
    '𐀀𐀀𐀀𐀀 𐀀𐀀𐀀𐀀',
    '𐐨𐐩𐐪𐐫 𐐨𐐩𐐪𐐫',
    'ⰰⰱⰲⰳ ⰰⰱⰲⰳ',
  ])('%j', (text) => {
    expect(softened(text)).toBeUndefined()
  })

  test('wherever it has a small letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('a', 'é', 'ж', 'σ'), fc.string(), (before, small, behind) => {
        expect(softened(before + small + behind)).toBeUndefined()
      }),
    )
  })
})

// The suite's own timeout is the judge: a quadratic scan of 400 KB takes minutes.
test.each(['A', 'AB ', "A'", 'ABCD. ', '.', '!"', '1', '\u0301', 'É'])(
  'takes linear time over %j repeated',
  (piece) => {
    softened(`ABCDE ${piece.repeat(400_000 / piece.length)} ABCDE`)
  },
)
