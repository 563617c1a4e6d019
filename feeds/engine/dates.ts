/** Dates with the offset that a time zone has at that very instant, summer time included. */

const minuteMs = 60_000
const dayMs = 86_400_000
const dayMinutes = 1_440
/** Years of four digits from 1970 on; anything else in a shop's table is a mistake. */
const lastInstant = Date.UTC(9999, 11, 30)

/** How an offset is written: `+0200` (Google) or `+02:00` (Meta). */
export type OffsetForm = 'basic' | 'extended'

/** A time zone; made once per build, because what it learns of each day is kept. */
export interface Zone {
  /** `2026-11-27T00:00+0100`: the minute of an instant that `isDateRange` took, on the clocks of this zone. */
  minute(instant: number, form: OffsetForm): string
}

/** Throws a RangeError for a name that is no IANA time zone. */
export function createZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const ask = (instant: number): number => {
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant))
    const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)
    return match?.[1] === '-' ? -minutes : minutes
  }
  // Intl takes microseconds an answer; a day on which the offset does not change needs one for all its instants.
  const offsets = new Map<number, number>()
  const offsetMinutes = (instant: number): number => {
    const day = Math.floor(instant / dayMs)
    let offset = offsets.get(day)
    if (offset === undefined) {
      const morning = ask(day * dayMs)
      offset = morning === ask((day + 1) * dayMs) ? morning : Number.NaN
      offsets.set(day, offset)
    }
    return Number.isNaN(offset) ? ask(instant) : offset
  }
  const dates = new Map<number, string>()
  const dateOf = (day: number): string => {
    let date = dates.get(day)
    if (date === undefined) {
      date = new Date(day * dayMs).toISOString().slice(0, 11)
      dates.set(day, date)
    }
    return date
  }
  return {
    minute(instant, form) {
      const offset = offsetMinutes(instant)
      const minutes = Math.floor(instant / minuteMs) + offset
      const day = Math.floor(minutes / dayMinutes)
      const size = Math.abs(offset)
      return (
        dateOf(day) +
        hoursAndMinutes(minutes - day * dayMinutes, ':') +
        (offset < 0 ? '-' : '+') +
        hoursAndMinutes(size, form === 'basic' ? '' : ':')
      )
    },
  }
}

/** Whether this is a date in a year of four digits. */
export const isInstant = (instant: number): boolean => instant >= 0 && instant <= lastInstant

/** Whether these two instants are dates, and the second comes at least a minute after the first. */
export const isDateRange = (start: number, end: number): boolean =>
  start >= 0 && end <= lastInstant && end - start >= minuteMs

/** `2026-11-27T00:00+0100/2026-11-30T23:59+0100`; undefined where it ends before it begins, or is no date. */
export function dateRange(start: number, end: number, zone: Zone, form: OffsetForm): string | undefined {
  return isDateRange(start, end) ? `${zone.minute(start, form)}/${zone.minute(end, form)}` : undefined
}

function hoursAndMinutes(minutes: number, between: string): string {
  const rest = minutes % 60
  return twoDigits((minutes - rest) / 60) + between + twoDigits(rest)
}

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n))
