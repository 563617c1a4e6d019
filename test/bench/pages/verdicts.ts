/** A run's result held against what is asked of it. */
import type { Verdict } from '../verdicts.js'
import type { Result } from './report.js'
import type { Shift } from './shifts.js'
import type { Timing } from './timing.js'

export const mostP95Ms = 50
export const mostBytes = 100_000
// A figure that becomes wider by a digit is less than this.
export const mostShift = 0.001

/** One verdict of each kind for each page, its time, its bytes and what moves on it. */
export function judge({ timings, lines, assets, shifts }: Result): readonly Verdict[] {
  const everywhere = [
    ...timings.map((timing) => ({ timing, where: '' })),
    ...lines.flatMap((shop) => shop.timings.map((timing) => ({ timing, where: ` at ${shop.lines} lines` }))),
  ]
  return [
    ...everywhere.map(({ timing, where }) => quick(timing, where)),
    ...everywhere.map(({ timing, where }) => light(timing, where, assets)),
    ...(shifts ?? []).map((shift) => ({
      what: `${shift.address}: layout shift at ${shift.width} pixels`,
      target: `less than ${mostShift}`,
      found: mostOf(shift).toFixed(4),
      isMet: mostOf(shift) < mostShift,
    })),
  ]
}

const mostOf = ({ loading, live }: Shift): number =>
  Math.max(loading, live?.looking ?? 0, live?.news ?? 0, live?.reading ?? 0)

export const isQuick = ({ ms }: Timing): boolean => ms.p95 <= mostP95Ms
export const isLight = ({ bytes }: Timing, assets: number): boolean => bytes + assets <= mostBytes

const quick = (timing: Timing, where: string): Verdict => ({
  what: `${timing.address}${where}: p95`,
  target: `at most ${mostP95Ms} ms`,
  found: `${timing.ms.p95.toFixed(1)} ms`,
  isMet: isQuick(timing),
})

const light = (timing: Timing, where: string, assets: number): Verdict => ({
  what: `${timing.address}${where}: over the wire`,
  target: `at most ${mostBytes / 1_000} KB`,
  found: `${((timing.bytes + assets) / 1_000).toFixed(1)} KB`,
  isMet: isLight(timing, assets),
})
