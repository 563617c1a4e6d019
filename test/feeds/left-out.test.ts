import { expect, test } from 'vitest'
import type { Snapshot } from '../../feeds/engine/snapshot.js'
import { leftOutFindings } from '../../feeds/left-out.js'

const snapshotOf = (items: number, leftOut: Readonly<Record<string, number>>) => {
  const counted = Object.values(leftOut).reduce((sum, count) => sum + count, 0)
  return { items, leftOut: counted, report: { leftOut, counts: [], samples: [] } } as unknown as Snapshot
}

test('doctor says nothing of a feed that holds every product', () => {
  expect(leftOutFindings('google-merchant', snapshotOf(10, {}))).toEqual([])
})

test('doctor says how many are left out, for what most of them, and how to see them', () => {
  expect(leftOutFindings('google-merchant', snapshotOf(60, { EMPTY_TITLE: 1, EMPTY_IMAGE_URL: 3 }))).toEqual([
    {
      state: 'attention',
      subject: 'google-merchant',
      message: '4 of 64 products are left out (6.3 %), most of them for EMPTY_IMAGE_URL.',
      advice: 'storecast feed check google-merchant --only leftOut',
    },
  ])
})

test.each([
  [1, 999_999, 'less than 0.1 %'],
  [1, 99, '1.0 %'],
  [1, 1, '50 %'],
  [999, 1, 'more than 99 %'],
  [5, 0, '100 %'],
])('%i left out beside %i items are %s', (leftOut, items, share) => {
  const [told] = leftOutFindings('x', snapshotOf(items, { EMPTY_TITLE: leftOut }))
  expect(told?.message).toContain(`(${share})`)
})
