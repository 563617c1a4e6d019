/** The result of a run: judged against its targets, as a table for people and for docs/benchmark.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Checked } from './correctness.js'
import type { ChannelResult, Measured } from './rounds.js'
import type { Served } from './serving.js'
import type { Spread } from './spread.js'

export interface Result {
  readonly products: number
  readonly rounds: number
  readonly descriptionMedianBytes: number
  readonly measured: Measured
  readonly checked: readonly (Checked & { readonly channel: string })[]
  readonly served: Served
}

export interface Verdict {
  readonly what: string
  readonly target: string
  readonly isMet: boolean
}

const leastOfFloor = 1 / 6
const mostRssMb = 150
const leastPerSecond = 5_000
const mostFirstByteMs = 10

/** What the run was measured for; a catalog query fails it whatever the machine. */
export function judge({ measured, served }: Result): readonly Verdict[] {
  return [
    ...measured.channels.flatMap(({ channel, ofFloor, maxRssMb }) => [
      { what: `${channel}: speed`, target: '1/6 of the floor', isMet: ofFloor.median >= leastOfFloor },
      { what: `${channel}: peak RSS`, target: `${mostRssMb} MB`, isMet: maxRssMb <= mostRssMb },
    ]),
    {
      what: '304 a second',
      target: String(leastPerSecond),
      isMet: served.unchanged.perSecond >= leastPerSecond,
    },
    ...Object.entries(served.firstByteMs).map(([encoding, { median }]) => ({
      what: `first byte, ${encoding}`,
      target: `${mostFirstByteMs} ms`,
      isMet: median <= mostFirstByteMs,
    })),
  ]
}

/** The result as Markdown. */
export function tableOf(result: Result): string {
  const { products, rounds, measured, checked, served } = result
  const { floor, floorWay } = measured
  const date = new Date().toISOString().slice(0, 10)
  const about = `${date}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}; ${grouped(products)} products, median of ${rounds} rounds (least to most).`
  return [
    about,
    '',
    '| | products/s | CPU ms | peak RSS | of the floor |',
    '|---|---|---|---|---|',
    `| floor: mysql2 alone (${floorWay}) | ${spread(floor.itemsPerSecond, grouped)} | ${grouped(floor.cpuMs.median)} | ${grouped(floor.maxRssMb)} MB | 1 |`,
    ...measured.channels.map(channelRow),
    '',
    '| | |',
    '|---|---|',
    ...checked.map(
      ({ channel, items, compared }) =>
        `| ${channel}: items as recomputed; compared field by field | ${grouped(items)}; ${grouped(compared)} |`,
    ),
    ...measured.channels.map(
      ({ channel, plainMb, packedMb }) =>
        `| ${channel}: XML; packed | ${plainMb.toFixed(1)} MB; ${packedMb.toFixed(1)} MB |`,
    ),
    `| 304 a second (${served.unchanged.tool}) | ${grouped(served.unchanged.perSecond)} |`,
    `| catalog queries during ${grouped(served.unchanged.requests)} of them | ${served.catalogQueries} |`,
    `| first byte of a ready feed, gzip: median; p99 | ${firstByte(served.firstByteMs.gzip)} |`,
    `| first byte of a ready feed, identity: median; p99 | ${firstByte(served.firstByteMs.identity)} |`,
    '',
    ...judge(result).map(
      ({ what, target, isMet }) => `- ${what}, target ${target}: ${isMet ? 'met' : 'missed'}`,
    ),
  ].join('\n')
}

function channelRow({ channel, itemsPerSecond, cpuMs, maxRssMb, ofFloor }: ChannelResult): string {
  const share = spread(ofFloor, (value) => `1/${(1 / value).toFixed(1)}`)
  return `| ${channel} | ${spread(itemsPerSecond, grouped)} | ${grouped(cpuMs.median)} | ${grouped(maxRssMb)} MB | ${share} |`
}

function spread({ median, least, most }: Spread, tell: (value: number) => string): string {
  return `${tell(median)} (${tell(least)} to ${tell(most)})`
}

const firstByte = ({ median, p99 }: Spread): string => `${median.toFixed(1)} ms; ${p99.toFixed(1)} ms`

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')

const page = fileURLToPath(new URL('../../docs/benchmark.md', import.meta.url))
const begin = '<!-- table: begin -->'
const end = '<!-- table: end -->'

/** Puts the table between the two marks of docs/benchmark.md. */
export function writeDocs(table: string): void {
  const text = readFileSync(page, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/benchmark.md lacks ${begin} and ${end}`)
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`)
}
