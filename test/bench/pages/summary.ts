/** The targets of all pages together, as rows of a table. */
import { fine, grouped, kilobytes, rowOf, shortened, told } from './cells.js'
import type { Result } from './report.js'
import type { Shift } from './shifts.js'
import { isLight, isQuick, judge, mostBytes, mostP95Ms, mostShift } from './verdicts.js'

export function summaryOf(result: Result): readonly string[] {
  const { timings, lines, assets, shifts } = result
  const all = [...timings, ...lines.flatMap((shop) => shop.timings)]
  const [slowest] = all.toSorted((a, b) => b.ms.p95 - a.ms.p95)
  const [heaviest] = all.toSorted((a, b) => b.bytes - a.bytes)
  const missed = judge(result).filter(({ isMet }) => !isMet).length
  return [
    '| target | asked | found | |',
    '|---|---|---|---|',
    rowOf([
      'server time of the slowest page, p95',
      `at most ${mostP95Ms} ms`,
      slowest ? `${fine(slowest.ms.p95)} ms, ${shortened(slowest.address)}` : '',
      told(all.every(isQuick)),
    ]),
    rowOf([
      'heaviest page, style and script included',
      `at most ${mostBytes / 1_000} KB`,
      heaviest ? `${kilobytes(heaviest.bytes + assets)} KB, ${shortened(heaviest.address)}` : '',
      told(all.every((each) => isLight(each, assets))),
    ]),
    ...(shifts ? shiftRows(shifts) : []),
    '',
    `${grouped(timings.length)} addresses of ${new Set(timings.map(({ path }) => path)).size} pages; ${missed} of ${judge(result).length} verdicts missed.`,
  ]
}

function shiftRows(shifts: readonly Shift[]): readonly string[] {
  const row = (what: string, shiftOf: (shift: Shift) => number) => {
    const [worst] = shifts.toSorted((a, b) => shiftOf(b) - shiftOf(a))
    if (worst === undefined) throw new RangeError('No page was opened')
    const found = shiftOf(worst)
    const where =
      found === 0 ? '' : `, ${shortened(worst.address)} at ${worst.width}: ${worst.moved.join(', ')}`
    return [`layout shift ${what}, the most`, `${found.toFixed(4)}${where}`, found] as const
  }
  return [
    row('while a page comes', ({ loading }) => loading),
    row('while a live page finds nothing new', ({ live }) => live?.looking ?? 0),
    row('while new events come in', ({ live }) => live?.news ?? 0),
    row('the same, scrolled down to the log', ({ live }) => live?.reading ?? 0),
  ].map(([what, found, most]) => rowOf([what, `less than ${mostShift}`, found, told(most < mostShift)]))
}
