/** The targets of all pages together, as rows of a table. */
import { fine, grouped, kilobytes, rowOf, shortened, told } from './cells.js'
import type { Result } from './report.js'
import type { LiveShift } from './shifts.js'
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

function shiftRows(shifts: NonNullable<Result['shifts']>): readonly string[] {
  const most = (values: readonly number[]) => Math.max(0, ...values)
  const ofLive = (which: keyof LiveShift) => most(shifts.map(({ live }) => live?.[which] ?? 0))
  const row = (what: string, found: number) =>
    rowOf([
      `layout shift ${what}, the most`,
      `less than ${mostShift}`,
      found.toFixed(4),
      told(found < mostShift),
    ])
  return [
    row('while a page comes', most(shifts.map(({ loading }) => loading))),
    row('while a live page finds nothing new', ofLive('looking')),
    row('while new events come in', ofLive('news')),
    rowOf(['the same, scrolled down to the log', '', ofLive('reading').toFixed(4), '']),
  ]
}
