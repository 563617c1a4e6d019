/** Dates of a shop's tables become instants by the clock on its wall; zero dates are none. */

import { describe, expect, test } from 'vitest'
import { createInstants } from '../../../../../feeds/catalog/mapped/values/instant.js'
import { Unreadable } from '../../../../../feeds/catalog/mapped/values/unreadable.js'
import fc from '../../../../support/property.js'

const berlin = createInstants('Europe/Berlin')
const iso = (value: unknown) => (typeof value === 'number' ? new Date(value).toISOString() : value)

describe('a date', () => {
  test.each([
    ['2026-01-15 12:00:00', '2026-01-15T11:00:00.000Z'],
    ['2026-07-15 12:00:00', '2026-07-15T10:00:00.000Z'],
    ['2026-07-15T12:00', '2026-07-15T10:00:00.000Z'],
    ['2026-07-15 12:00:00.250', '2026-07-15T10:00:00.250Z'],
    ['2026-07-15', '2026-07-14T22:00:00.000Z'],
    // The clock goes forward at 2 and back at 3.
    ['2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
    ['2026-03-29 02:30:00', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29 03:00:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
    ['2024-02-29', '2024-02-28T23:00:00.000Z'],
    // Told with its own offset.
    ['2026-07-15T12:00:00Z', '2026-07-15T12:00:00.000Z'],
    ['2026-07-15 12:00:00+0200', '2026-07-15T10:00:00.000Z'],
    // Seconds and milliseconds since 1970.
    [1_784_109_600, '2026-07-15T10:00:00.000Z'],
    [1_784_109_600_000, '2026-07-15T10:00:00.000Z'],
    ['1784109600', '2026-07-15T10:00:00.000Z'],
    [new Date('2026-07-15T10:00:00Z'), '2026-07-15T10:00:00.000Z'],
  ])('%s is %s', (raw, instant) => {
    expect(iso(berlin.start(raw))).toBe(instant)
  })

  test.each(['', '0000-00-00', '0000-00-00 00:00:00', '1970-01-01', '1970-01-01 00:00:00', 0])(
    '%j is none',
    (raw) => {
      expect(berlin.start(raw)).toBeUndefined()
      expect(berlin.end(raw)).toBeUndefined()
    },
  )

  test.each(['2026-02-30', '2026-13-01', '2026-01-15 25:00:00', '15.01.2026', 'soon', -5, {}])(
    '%j cannot be read',
    (raw) => {
      expect(berlin.start(raw)).toBeInstanceOf(Unreadable)
    },
  )
})

describe('the end of a period', () => {
  test.each([
    ['2026-11-30', '2026-11-30T22:59:59.999Z'],
    ['2026-10-25', '2026-10-25T22:59:59.999Z'],
    ['2026-11-30 00:00:00', '2026-11-29T23:00:00.000Z'],
    ['2026-11-30 18:00:00', '2026-11-30T17:00:00.000Z'],
  ])('%s is %s: a day without a time is whole', (raw, instant) => {
    expect(iso(berlin.end(raw))).toBe(instant)
  })
})

test('any instant is read back from what the clocks of a zone show, the first of two that show the same', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  )
  const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2037, 0) })
  fc.assert(
    fc.property(zones, instants, (timeZone, at) => {
      const instant = Math.floor(at / 1_000) * 1_000
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      const read = createInstants(timeZone).start(shown.format(instant))
      expect(typeof read === 'number' && read <= instant && shown.format(read)).toBe(shown.format(instant))
    }),
  )
})
