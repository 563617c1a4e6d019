/** What the guard lets pass. */
import { describe, expect, test } from 'vitest'
import { isAccepted, refusalOf } from '../../../feeds/engine/guard.js'

const limits = { maxDropPercent: 50, fromItems: 20 }

describe('the guard', () => {
  test.each([
    ['a first feed', 1, undefined, false],
    ['a feed that grew', 200, 100, false],
    ['a feed that lost just what is allowed', 50, 100, false],
    ['a feed that lost much, but of few', 1, 19, false],
    ['a narrowed feed that is empty from the start', 0, undefined, true],
    ['a narrowed feed of few that became empty', 0, 19, true],
  ])('lets pass %s', (_, items, publishedItems, narrowed) => {
    expect(refusalOf({ items, publishedItems, narrowed }, limits)).toBeUndefined()
  })

  test.each([
    ['an empty feed', 0, undefined, false, /would be empty/],
    ['a feed of few that became empty', 0, 5, false, /would be empty/],
    [
      'a feed that lost one more than is allowed',
      49,
      100,
      false,
      /49 items and the published one 100: 51 % fewer, and 50 % are/,
    ],
    ['a narrowed feed of many that became empty', 0, 20, true, /0 items and the published one 20: 100 %/],
  ])('refuses %s', (_, items, publishedItems, narrowed, why) => {
    expect(refusalOf({ items, publishedItems, narrowed }, limits)).toMatch(why)
  })

  test('goes by the limits: nothing may be lost, or anything', () => {
    const lost = { items: 99, publishedItems: 100, narrowed: false }
    expect(refusalOf(lost, { maxDropPercent: 0, fromItems: 1 })).toMatch(/1 % fewer, and 0 %/)
    expect(refusalOf({ ...lost, items: 1 }, { maxDropPercent: 100, fromItems: 1 })).toBeUndefined()
  })
})

describe('a drop is accepted', () => {
  const of = (items: number) => ({ items, publishedItems: 1_000, narrowed: false })

  test('whole by whoever says so, and by nobody else', () => {
    expect(isAccepted(true, of(0), limits)).toBe(true)
    expect(isAccepted(false, of(400), limits)).toBe(false)
    expect(isAccepted(undefined, of(400), limits)).toBe(false)
  })

  test('by whoever saw it, and as much more as the guard would allow from there', () => {
    expect(isAccepted({ to: 400 }, of(401), limits)).toBe(true)
    expect(isAccepted({ to: 400 }, of(400), limits)).toBe(true)
    expect(isAccepted({ to: 400 }, of(200), limits)).toBe(true)
    expect(isAccepted({ to: 400 }, of(199), limits)).toBe(false)
    expect(isAccepted({ to: 10 }, of(0), limits)).toBe(false)
  })
})
