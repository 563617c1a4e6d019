/** How long the next call waits, by the headers of the last answer. */

import { describe, expect, test } from 'vitest'
import { usageWaitMs } from '../../../../plugins/meta-capi/graph/usage.js'
import fc from '../../../support/property.js'

const now = Date.UTC(2026, 10, 21, 9, 30)
const hourMs = 3_600_000
const appUsage = (percent: number) => ({
  'x-app-usage': JSON.stringify({ call_count: percent, total_time: 3 }),
})

describe('the wait before the next call', () => {
  test.each([
    [0, 0],
    [50, 0],
    [90, 0],
    [91, 6_000],
    [95, 30_000],
    [100, 60_000],
    [180, 60_000],
  ])('at %s %% of a limit is %s ms', (percent, waitMs) => {
    expect(usageWaitMs(appUsage(percent), now)).toBe(waitMs)
    const account = { 'x-ad-account-usage': JSON.stringify({ acc_id_util_pct: percent }) }
    expect(usageWaitMs(account, now)).toBe(waitMs)
    const business = JSON.stringify({ 77: [{ call_count: 1, total_cputime: percent, total_time: 2 }] })
    expect(usageWaitMs({ 'x-business-use-case-usage': business }, now)).toBe(waitMs)
  })

  test('is what the platform says it takes to regain access', () => {
    const limits = [
      { type: 'ads_management', call_count: 100, estimated_time_to_regain_access: 19 },
      { type: 'ads_insights', call_count: 5, estimated_time_to_regain_access: 0 },
    ]
    const headers = { 'x-business-use-case-usage': JSON.stringify({ 77: limits, 78: [] }) }
    expect(usageWaitMs(headers, now)).toBe(19 * 60_000)
  })

  test('is the longest of all', () => {
    expect(usageWaitMs({ ...appUsage(95), 'retry-after': '45' }, now)).toBe(45_000)
    expect(usageWaitMs({ ...appUsage(100), 'retry-after': '45' }, now)).toBe(60_000)
  })

  test.each([
    ['120', 120_000],
    ['0', 0],
    [' 5 ', 5_000],
    ['7200', hourMs],
    ['999999999999999999999', hourMs],
    ['Sat, 21 Nov 2026 09:31:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 09:29:00 GMT', 0],
    ['Sun, 22 Nov 2026 09:30:00 GMT', hourMs],
    ['-5', 0],
    ['1.5', 0],
    ['soon', 0],
    ['Sat, the day after', 0],
    ['', 0],
  ])('for Retry-After: %s is %s ms', (value, waitMs) => {
    expect(usageWaitMs({ 'retry-after': value }, now)).toBe(waitMs)
  })

  test('follows the clock of the platform, where ours is wrong', () => {
    const headers = { 'retry-after': 'Sat, 21 Nov 2026 09:31:00 GMT', date: 'Sat, 21 Nov 2026 09:30:30 GMT' }
    expect(usageWaitMs(headers, now - 10 * 24 * hourMs)).toBe(30_000)
  })

  test('takes the first of a doubled header', () => {
    expect(usageWaitMs({ 'retry-after': ['7', '9'] }, now)).toBe(7_000)
  })

  test('is none without headers', () => {
    expect(usageWaitMs({}, now)).toBe(0)
  })

  test.each(['', '{', 'null', '[]', '"95"', '95', '{"call_count":"95"}', '{"a":[null,[95]]}'])(
    'is none for junk as %s',
    (junk) => {
      const headers = { 'x-app-usage': junk, 'x-ad-account-usage': junk, 'x-business-use-case-usage': junk }
      expect(usageWaitMs(headers, now)).toBe(0)
    },
  )

  test('is between nothing and an hour whatever the headers say', () => {
    const value = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .dictionary(fc.string(), fc.array(fc.record({ call_count: fc.double() })))
        .map((it) => JSON.stringify(it)),
      fc
        .record({ call_count: fc.double(), estimated_time_to_regain_access: fc.double() })
        .map((it) => JSON.stringify(it)),
      fc.array(fc.string()),
      fc.constant(undefined),
    )
    const names = [
      'x-app-usage',
      'x-ad-account-usage',
      'x-business-use-case-usage',
      'retry-after',
      'date',
    ] as const
    const headers = fc.record(Object.fromEntries(names.map((name) => [name, value])))
    fc.assert(
      fc.property(headers, (headers) => {
        const waitMs = usageWaitMs(headers, now)
        expect(waitMs).toBeGreaterThanOrEqual(0)
        expect(waitMs).toBeLessThanOrEqual(hourMs)
      }),
      { numRuns: 1_000 },
    )
  })
})
