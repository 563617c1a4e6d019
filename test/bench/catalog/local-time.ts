/** A time on the clocks of Berlin, away from the days on which they change. */

export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** Whether Berlin has summer time in a month that no change of clocks falls into. */
export const isSummer = (month: number): boolean => month >= 4 && month <= 9

export function instantOf({ year, month, day, hour, minute }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour - (isSummer(month) ? 2 : 1), minute)
}
