/** Dates of a shop's tables as instants: in its time zone, summer time included, zero dates as none. */
import { Remembered } from './remembered.js'
import { type Unreadable, unreadable } from './unreadable.js'

const minuteMs = 60_000
const dayMs = 86_400_000
/** Numbers from here on are milliseconds: as seconds they would be beyond the year 5000, as milliseconds 1973. */
const firstMilliseconds = 1e11

const local = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/
const zoned = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/

export type InstantReader = (raw: unknown) => number | undefined | Unreadable

/** Readers for one time zone; `end` takes a day without a time up to its last millisecond. */
export interface InstantReaders {
  readonly start: InstantReader
  readonly end: InstantReader
}

/** Throws a RangeError for a name that is no IANA time zone. */
export function createInstants(timeZone: string): InstantReaders {
  const offsetMs = createOffsets(timeZone)
  return { start: reader(offsetMs, false), end: reader(offsetMs, true) }
}

type OffsetMs = (instant: number) => number

// Dates repeat: a sale begins and ends for many products at once.
function reader(offsetMs: OffsetMs, isEnd: boolean): InstantReader {
  const known = new Remembered<string, number | undefined | Unreadable>()
  return (raw) => {
    if (typeof raw === 'number' || typeof raw === 'bigint') return ofNumber(Number(raw))
    if (raw instanceof Date) return ofNumber(raw.getTime(), firstMilliseconds)
    if (typeof raw !== 'string') return unreadable(raw, 'date')
    return known.get(raw, () => ofText(raw.trim(), offsetMs, isEnd))
  }
}

function ofNumber(value: number, as = value): number | undefined | Unreadable {
  if (value === 0) return undefined
  if (!Number.isFinite(value) || value < 0) return unreadable(value, 'date')
  return Math.round(as < firstMilliseconds ? value * 1_000 : value)
}

function ofText(text: string, offsetMs: OffsetMs, isEnd: boolean): number | undefined | Unreadable {
  if (text === '' || text.startsWith('0000-00-00') || text.startsWith('1970-01-01')) return undefined
  if (zoned.test(text)) {
    const instant = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
    return Number.isNaN(instant) ? unreadable(text, 'date') : instant
  }
  const match = local.exec(text)
  if (match === null) return /^\d{9,13}$/.test(text) ? ofNumber(Number(text)) : unreadable(text, 'date')
  const clock = clockMs(match)
  if (clock === undefined) return unreadable(text, 'date')
  const isWholeDay = match[4] === undefined
  return isWholeDay && isEnd ? toInstant(clock + dayMs, offsetMs) - 1 : toInstant(clock, offsetMs)
}

/** What the clock shows, as if it were UTC; undefined for the 30th of February and the like. */
function clockMs([, year, month, day, hours, minutes, seconds, fraction]: RegExpExecArray):
  | number
  | undefined {
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (new Date(date).getUTCDate() !== Number(day) || new Date(date).getUTCMonth() !== Number(month) - 1)
    return undefined
  const [h, m, s] = [Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0)]
  if (h > 23 || m > 59 || s > 59) return undefined
  return date + ((h * 60 + m) * 60 + s) * 1_000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1_000)
}

// Where the clock is put back, a time comes twice and the first is meant; where it is put forward, a time that
// never comes is as long after the change as it would have been.
function toInstant(clock: number, offsetMs: OffsetMs): number {
  const before = clock - offsetMs(clock - dayMs)
  const after = clock - offsetMs(clock + dayMs)
  return before === after || before + offsetMs(before) === clock || after + offsetMs(after) !== clock
    ? before
    : after
}

function createOffsets(timeZone: string): OffsetMs {
  if (timeZone === 'UTC') return () => 0
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  return (instant) => {
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(format.format(instant))
    const minutes = Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0)
    return (match?.[1] === '-' ? -minutes : minutes) * minuteMs
  }
}
