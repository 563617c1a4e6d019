/** Dates: the offset of a range is that of its own days, not of today. */

import { describe, expect, test } from 'vitest'
import { createZone, dateRange } from '../../../feeds/engine/dates.js'
import fc from '../../support/property.js'

const at = (iso: string): number => Date.parse(iso)

describe('a range', () => {
  test('is told without a colon in the offset for Google and with one for Meta', () => {
    const zone = createZone('Europe/Berlin')
    const range = [at('2026-11-26T23:00:00Z'), at('2026-11-30T22:59:00Z')] as const
    expect(dateRange(...range, zone, 'basic')).toBe('2026-11-27T00:00+0100/2026-11-30T23:59+0100')
    expect(dateRange(...range, zone, 'extended')).toBe('2026-11-27T00:00+01:00/2026-11-30T23:59+01:00')
  })

  test('has at either end the offset that holds then, to the minute of the change', () => {
    const zone = createZone('Europe/Berlin')
    expect(dateRange(at('2026-03-29T00:59:59Z'), at('2026-03-29T01:00:00Z') + 59_000, zone, 'basic')).toBe(
      '2026-03-29T01:59+0100/2026-03-29T03:00+0200',
    )
    expect(dateRange(at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z'), zone, 'basic')).toBe(
      '2026-10-25T02:30+0200/2026-10-25T02:30+0100',
    )
  })

  test.each([
    ['Asia/Kathmandu', '2026-01-01T05:45+0545'],
    ['America/St_Johns', '2025-12-31T20:30-0330'],
    ['Pacific/Chatham', '2026-01-01T13:45+1345'],
    ['UTC', '2026-01-01T00:00+0000'],
  ])('knows the odd offset of %s', (timeZone, start) => {
    const range = dateRange(
      at('2026-01-01T00:00:00Z'),
      at('2026-02-01T00:00:00Z'),
      createZone(timeZone),
      'basic',
    )
    expect(range?.split('/')[0]).toBe(start)
  })

  test.each([
    [at('2026-02-01'), at('2026-01-01')],
    [at('2026-02-01'), at('2026-02-01')],
    [Number.NaN, at('2026-02-01')],
    [at('2026-02-01'), Number.NaN],
    [-1, at('2026-02-01')],
    [0, 9e15],
  ])('from %d to %d is none', (start, end) => {
    expect(dateRange(start, end, createZone('UTC'), 'basic')).toBeUndefined()
  })

  test('read back by a parser gives the very instants', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'Africa/Casablanca',
    ]
    const made = zones.map(createZone)
    const minute = fc.integer({ min: at('1995-01-01') / 60_000, max: at('2037-01-01') / 60_000 })
    fc.assert(
      fc.property(
        minute,
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(...made),
        (start, minutes, zone) => {
          const range = dateRange(start * 60_000, (start + minutes) * 60_000, zone, 'extended') ?? ''
          expect(range.split('/').map((text) => at(text) / 60_000)).toEqual([start, start + minutes])
        },
      ),
    )
  })
})

test('an unknown time zone is a mistake of the settings', () => {
  expect(() => createZone('Europe/Atlantis')).toThrow(RangeError)
})
