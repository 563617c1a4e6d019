/** The result of a run, as a table for people and for docs/benchmark.md. */
import { cpus } from 'node:os'
import type { Seeded } from './catalog/seed.js'
import type { Checked } from './check.js'
import type { Compared, Cost } from './comparisons.js'
import type { ChannelResult, Measured } from './rounds.js'
import type { Served } from './serving.js'
import type { Spread } from './spread.js'
import { judge } from './verdicts.js'

export interface Result {
  readonly products: number
  readonly rounds: number
  readonly seeded: Seeded
  /** What the private server keeps in memory; undefined of a server that was given. */
  readonly poolMb: number | undefined
  readonly measured: Measured
  readonly checked: readonly Checked[]
  /** Of the smaller catalogs; that of the largest is its build's. */
  readonly costs: readonly Cost[]
  readonly compared: Compared
  readonly served: Served
}

/** The result as Markdown. */
export function tableOf(result: Result): string {
  const { measured } = result
  const { floor, floorWay } = measured
  return [
    aboutOf(result),
    '',
    '| | products/s | CPU ms | peak RSS | of the floor |',
    '|---|---|---|---|---|',
    `| floor: mysql2 alone (${floorWay}) | ${spread(floor.productsPerSecond, grouped)} | ${grouped(floor.cpuMs.median)} | ${grouped(floor.maxRssMb)} MB | 1 |`,
    ...measured.channels.map(channelRow),
    '',
    '| products | µs a product, facebook-catalog | google-merchant |',
    '|---|---|---|',
    ...costRows(result),
    '',
    '| | |',
    '|---|---|',
    ...factRows(result),
    '',
    '| target | asked | found | |',
    '|---|---|---|---|',
    ...judge(result).map(
      ({ what, target, found, isMet }) => `| ${what} | ${target} | ${found} | ${isMet ? 'met' : 'missed'} |`,
    ),
  ].join('\n')
}

function aboutOf({ products, rounds, seeded, poolMb }: Result): string {
  const date = new Date().toISOString().slice(0, 10)
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}`
  const memory = poolMb === undefined ? '' : `, buffer pool ${grouped(poolMb)} MB`
  return (
    `${date}, ${machine}; ${grouped(products)} products with every field filled, ` +
    `${grouped(seeded.tableMb)} MB in the table${memory}; median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} (least to most).`
  )
}

function channelRow({ channel, productsPerSecond, cpuMs, maxRssMb, ofFloor }: ChannelResult): string {
  const share = spread(ofFloor, (value) => `1/${(1 / value).toFixed(1)}`)
  return `| ${channel} | ${spread(productsPerSecond, grouped)} | ${grouped(cpuMs.median)} | ${grouped(maxRssMb)} MB | ${share} |`
}

function costRows({ products, measured, costs }: Result): string[] {
  const all: readonly Cost[] = [
    ...costs,
    ...measured.channels.map(({ channel, microseconds }) => ({ channel, products, microseconds })),
  ]
  return [...new Set(all.map((cost) => cost.products))].map((size) => {
    const cells = measured.channels.map(({ channel }) =>
      all.find((cost) => cost.products === size && cost.channel === channel)?.microseconds.toFixed(1),
    )
    return `| ${grouped(size)} | ${cells.join(' | ')} |`
  })
}

function factRows({ seeded, measured, checked, compared, served }: Result): string[] {
  const { builder, foreign } = compared
  return [
    `| description, median | ${grouped(seeded.descriptionMedianBytes)} bytes |`,
    ...checked.map(
      ({ channel, items, compared: some, elements }) =>
        `| ${channel}: items as recomputed; compared field by field; their different elements | ${grouped(items)}; ${grouped(some)}; ${elements} |`,
    ),
    ...checked.map(
      ({ channel, findings }) =>
        `| ${channel}: findings besides products left out, as recomputed | ${grouped(findings)} |`,
    ),
    ...measured.channels.map(
      ({ channel, plainMb, packedMb, run }) =>
        `| ${channel}: XML; an item; packed | ${plainMb.toFixed(1)} MB; ${grouped((plainMb * 1e6) / run.snapshot.items)} bytes; ${packedMb.toFixed(1)} MB |`,
    ),
    ...measured.channels.map(
      ({ channel, delayMs }) =>
        `| ${channel}: event-loop delay while building, p99; most | ${delayMs.p99.toFixed(1)} ms; ${delayMs.most.toFixed(1)} ms |`,
    ),
    ...measured.channels.map(
      ({ channel, unchangedMs }) =>
        `| ${channel}: refresh of the unchanged catalog | ${spread(unchangedMs, (ms) => `${ms.toFixed(1)} ms`)} |`,
    ),
    ...builder.map(
      ({ channel, products, times }) =>
        `| ${channel}: with xmlbuilder2 making each of ${grouped(products)} items, the same file | ${times.toFixed(1)} × as long |`,
    ),
    `| ${foreign.channel}: from ${grouped(foreign.products)} products in a foreign shop's tables | ${foreign.times.toFixed(2)} × as long as from our own |`,
    `| 304 a second (${served.unchanged.tool}) | ${grouped(served.unchanged.perSecond)} |`,
    `| catalog queries during ${grouped(served.unchanged.requests)} of them | ${served.catalogQueries} |`,
    `| first byte of a ready feed, gzip: median; p99 | ${firstByte(served.firstByteMs.gzip)} |`,
    `| first byte of a ready feed, identity: median; p99 | ${firstByte(served.firstByteMs.identity)} |`,
  ]
}

function spread({ median, least, most }: Spread, tell: (value: number) => string): string {
  return `${tell(median)} (${tell(least)} to ${tell(most)})`
}

const firstByte = ({ median, p99 }: Spread): string => `${median.toFixed(1)} ms; ${p99.toFixed(1)} ms`

const grouped = (value: number): string => Math.round(value).toLocaleString('en-US')
