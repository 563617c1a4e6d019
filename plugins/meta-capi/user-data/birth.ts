/** Dates of birth, whole and in parts. */

const firstYear = 1900

const eightDigits = /^\d{8}$/
// A time after the date belongs to it only in a zone that nobody knows: the date is what was written.
const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?:[T ]\d.*)?$/
const yearLast = /^(\d{1,2})([-/. ]|\. )(\d{1,2})\2(\d{4})$/

/** `YYYYMMDD` of a day that was, from 1900 on; undefined where it could be two days, or is none. */
export function birthDateForm(text: string): string | undefined {
  if (eightDigits.test(text)) return realDate(text.slice(0, 4), text.slice(4, 6), text.slice(6))
  const iso = yearFirst.exec(text)
  if (iso !== null) {
    const [, year = '', , month = '', day = ''] = iso
    return realDate(year, month, day)
  }
  const [, first = '', , second = '', year = ''] = yearLast.exec(text) ?? []
  if (Number(first) > 12 || first === second) return realDate(year, second, first)
  return Number(second) > 12 ? realDate(year, first, second) : undefined
}

function realDate(year: string, month: string, day: string): string | undefined {
  const y = Number(year)
  const m = Number(month)
  const d = Number(day)
  if (y < firstYear || m < 1 || m > 12 || d < 1 || d > daysOf(y, m)) return undefined
  if (Date.UTC(y, m - 1, d) > Date.now()) return undefined
  return year + month.padStart(2, '0') + day.padStart(2, '0')
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `YYYY`, from 1900 to this year. */
export function birthYearForm(text: string): string | undefined {
  const year = Number(text)
  return /^\d{4}$/.test(text) && year >= firstYear && year <= new Date().getUTCFullYear() ? text : undefined
}

/** `MM`. */
export const birthMonthForm = upTo(12)

/** `DD`. */
export const birthDayForm = upTo(31)

function upTo(last: number): (text: string) => string | undefined {
  return (text) =>
    /^\d\d?$/.test(text) && Number(text) >= 1 && Number(text) <= last ? text.padStart(2, '0') : undefined
}
