/** Content ids: one rule for the feed, the pixel and the events. */

import { describe, expect, test } from 'vitest'
import { contentId, groupContentId } from '../../../feeds/contract.js'
import { hostileText } from '../../support/hostile-text.js'
import fc from '../../support/property.js'

describe('a content id', () => {
  test('is the prefix and the shop’s own id', () => {
    expect(contentId({ id: 'SKU-1' }, '')).toBe('SKU-1')
    expect(contentId({ id: 'SKU-1' }, 'eu_')).toBe('eu_SKU-1')
    expect(groupContentId({ groupId: 'G1' }, 'eu_')).toBe('eu_G1')
  })

  test('is empty without an id of the shop, whatever the prefix', () => {
    for (const id of ['', ' ', '\u0000', '\ud800', '\ue000']) expect(contentId({ id }, 'eu_')).toBe('')
    expect(groupContentId({}, 'eu_')).toBe('')
  })

  test('keeps letters of any script and case, and blanks within', () => {
    expect(contentId({ id: ' Größe 漢 a/b ' }, '')).toBe('Größe 漢 a/b')
  })

  test('never holds what a platform would cut off or refuse', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (id, prefix) => {
        const made = contentId({ id }, prefix)
        expect(made).toBe(made.trim())
        expect(made).not.toMatch(/[\p{Cc}\p{Co}\p{Cs}\ufffe\uffff]/u)
        expect(contentId({ id: made }, '')).toBe(made)
      }),
    )
  })
})
