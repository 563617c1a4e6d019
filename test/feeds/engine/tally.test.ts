import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../feeds/engine/finding.js'
import { type Reason, reasons } from '../../../feeds/engine/reasons.js'
import { readReport } from '../../../feeds/engine/report.js'
import { createTally } from '../../../feeds/engine/tally.js'
import { productOf } from '../../support/product.js'

const builtAt = Date.UTC(2026, 10, 21, 12)

const finding = (changes: Partial<Finding> = {}): Finding => ({
  productId: 'SKU-1',
  effect: 'leftOut',
  reason: 'EMPTY_IMAGE_URL',
  field: 'g:image_link',
  ...changes,
})

const storedBytes = (report: unknown) => Buffer.byteLength(JSON.stringify(report))

test('products are items and those that were left out; other findings cost no product', () => {
  const tally = createTally(builtAt)
  tally.kept(productOf())
  tally.found(finding({ effect: 'dropped', reason: 'INVALID_GTIN', field: 'g:gtin' }))
  tally.kept(productOf())
  tally.found(finding())
  expect(tally).toMatchObject({ products: 3, items: 2 })
})

test('findings are counted by effect, reason and field, the most frequent first', () => {
  const tally = createTally(builtAt)
  const advice = finding({ effect: 'advised', reason: 'PROPERTY_VALUE_FORMAT', field: 'g:title' })
  for (const each of [finding(), advice, advice, finding({ field: 'g:link' })]) tally.found(each)
  expect(tally.report.counts).toEqual([
    { effect: 'advised', reason: 'PROPERTY_VALUE_FORMAT', field: 'g:title', count: 2 },
    { effect: 'leftOut', reason: 'EMPTY_IMAGE_URL', field: 'g:image_link', count: 1 },
    { effect: 'leftOut', reason: 'EMPTY_IMAGE_URL', field: 'g:link', count: 1 },
  ])
  expect(tally.report.leftOut).toEqual({ EMPTY_IMAGE_URL: 2 })
})

test('a feed is out of date at the first change of any of its items', () => {
  const tally = createTally(builtAt)
  expect(tally.staleAt).toBeUndefined()
  for (const afterMs of [7, 3, 5]) tally.kept(productOf({ expiresAt: builtAt + afterMs }))
  expect(tally.staleAt).toBe(builtAt + 3)
})

describe('the examples', () => {
  test('name product, field and detail, the first twenty of a kind', () => {
    const tally = createTally(builtAt)
    for (let n = 0; n < 30; n++) tally.found(finding({ productId: `p${n}`, detail: `no. ${n}` }))
    const { samples } = tally.report
    expect(samples).toHaveLength(20)
    expect(samples[19]).toEqual({ ...finding(), productId: 'p19', detail: 'no. 19' })
  })

  test('leave room for kinds that come late', () => {
    const tally = createTally(builtAt)
    const fields = Array.from({ length: 60 }, (_, n) => `g:field_${n}`)
    for (const field of fields) for (let n = 0; n < 30; n++) tally.found(finding({ field }))
    const { samples } = tally.report
    expect(samples.length).toBeLessThanOrEqual(500)
    expect(new Set(samples.map(({ field }) => field)).size).toBe(60)
  })

  test('cut long texts between characters', () => {
    const tally = createTally(builtAt)
    tally.found(finding({ productId: '🌲'.repeat(300), detail: '\u0001'.repeat(300) }))
    const [{ productId = '', detail = '' } = {}] = tally.report.samples
    expect(productId).toMatch(/^🌲{10,}…$/u)
    expect(storedBytes(productId)).toBeLessThanOrEqual(200)
    expect(storedBytes(detail)).toBeLessThanOrEqual(200)
  })
})

test('a million findings of the worst kind are stored in less than 200 KB', () => {
  const tally = createTally(builtAt)
  const names = Object.keys(reasons) as Reason[]
  const long = '\u0001'.repeat(1_000)
  const fields = Array.from({ length: 5_000 }, (_, n) => `${n}${long}`)
  for (let n = 0; n < 1_000_000; n++) {
    const reason = names[n % names.length] ?? 'EMPTY_TITLE'
    const effect = n % 2 ? 'leftOut' : 'shortened'
    tally.found({ productId: long, effect, reason, field: fields[n % 5_000] ?? '', detail: long })
  }
  const { report } = tally
  expect(storedBytes(report)).toBeLessThan(200_000)
  expect(report.samples.length).toBeGreaterThan(100)
  expect(report.counts.reduce((sum, { count }) => sum + count, 0)).toBe(1_000_000)
  expect(Object.values(report.leftOut).reduce((sum, count) => sum + count, 0)).toBe(500_000)
  expect(tally.products).toBe(500_000)
})

describe('a stored report', () => {
  test('is read as it was written', () => {
    const tally = createTally(builtAt)
    tally.found(finding({ detail: 'what' }))
    tally.found(finding({ effect: 'changed', reason: 'PROPERTY_VALUE_UPPERCASE', field: 'g:title' }))
    expect(readReport(JSON.stringify(tally.report))).toEqual(tally.report)
  })

  test('of the first release counted nothing but what was left out', () => {
    const old = {
      leftOut: { EMPTY_IMAGE_URL: 2, INVALID_FIELD: 1 },
      samples: [{ productId: 'a', reason: 'EMPTY_IMAGE_URL', field: 'g:image_link' }],
    }
    expect(readReport(JSON.stringify(old))).toEqual({
      leftOut: old.leftOut,
      counts: [
        { effect: 'leftOut', reason: 'EMPTY_IMAGE_URL', field: '', count: 2 },
        { effect: 'leftOut', reason: 'INVALID_FIELD', field: '', count: 1 },
      ],
      samples: [{ productId: 'a', effect: 'leftOut', reason: 'EMPTY_IMAGE_URL', field: 'g:image_link' }],
    })
  })
})
