/** The result of a run, as a table for people and for docs/benchmark.md. */
import { cpus } from 'node:os'
import { fine, grouped, kilobytes, rowOf, shortened } from './cells.js'
import type { Shift } from './shifts.js'
import { summaryOf } from './summary.js'
import type { Timing } from './timing.js'
import { isLight, isQuick } from './verdicts.js'

export interface Result {
  readonly events: number
  readonly snapshots: number
  readonly fetches: number
  readonly tablesMb: number
  /** Stylesheet and script, over the wire. */
  readonly assets: number
  /** Of the large shop. */
  readonly timings: readonly Timing[]
  /** Of shops whose lists have few lines and many. */
  readonly lines: readonly { readonly lines: number; readonly timings: readonly Timing[] }[]
  /** Undefined where there is no browser. */
  readonly shifts: readonly Shift[] | undefined
}

/** The result as Markdown. */
export function tableOf(result: Result): string {
  const { timings, lines, assets } = result
  const headings = [
    'page',
    'rows',
    'ms: p50; p95; most',
    'event loop: ms; share',
    'CPU ms',
    'KB with style and script',
    ...lines.map((shop) => `at ${grouped(shop.lines)} lines: p95; KB`),
    '',
  ]
  return [
    aboutOf(result),
    '',
    rowOf(headings),
    rowOf(headings.map(() => '---')),
    ...timings.map((timing) => {
      const small = lines.map((shop) =>
        shop.timings.find(({ address }) => isSamePage(address, timing.address)),
      )
      return rowOf([
        shortened(timing.address),
        String(timing.rows),
        [timing.ms.median, timing.ms.p95, timing.ms.most].map(fine).join('; '),
        `${fine(timing.busy.activeMs)}; ${(timing.busy.share * 100).toFixed(0)} %`,
        fine(timing.busy.cpuMs),
        kilobytes(timing.bytes + assets),
        ...small.map((found) => (found ? `${fine(found.ms.p95)}; ${kilobytes(found.bytes + assets)}` : '')),
        [timing, ...small].every((each) => !each || (isQuick(each) && isLight(each, assets)))
          ? 'met'
          : 'missed',
      ])
    }),
    '',
    ...summaryOf(result),
  ].join('\n')
}

function aboutOf({ events, snapshots, tablesMb, assets, fetches }: Result): string {
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}`
  return `${date}, ${machine}; ${grouped(events)} events and ${grouped(snapshots)} snapshots, ${grouped(tablesMb)} MB in the tables; ${grouped(fetches)} fetches of each page; style and script have ${kilobytes(assets)} KB.`
}

/** Ids are others in every shop. */
const isSamePage = (one: string, other: string): boolean => shortened(one) === shortened(other)
