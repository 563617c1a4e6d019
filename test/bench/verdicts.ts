/** A run's result held against what is asked of it. */
import type { Result } from './report.js'

export interface Verdict {
  readonly what: string
  readonly target: string
  readonly found: string
  readonly isMet: boolean
}

const leastOfFloor = 1 / 6
const aimOfFloor = 1 / 4
const mostRssMb = 150
const mostDelayMs = 20
const mostUnchangedShare = 0.01
const mostGrowth = 1.2
const leastOfBuilder = 3
const mostOfForeign = 3
const leastPerSecond = 5_000
const mostFirstByteMs = 10

/** Every target; a catalog query by a 304 fails the run whatever the machine. */
export function judge(result: Result): readonly Verdict[] {
  const { measured, compared, served } = result
  return [
    ...measured.channels.flatMap(({ channel, ofFloor, maxRssMb, delayMs, unchangedShare }) => [
      least(
        `${channel}: share of the floor`,
        ofFloor.median,
        leastOfFloor,
        share,
        `; aim ${share(aimOfFloor)}`,
      ),
      most(`${channel}: peak RSS`, maxRssMb, mostRssMb, (mb) => `${mb.toFixed(0)} MB`),
      most(`${channel}: event-loop delay, p99`, delayMs.p99, mostDelayMs, milliseconds),
      most(
        `${channel}: unchanged refresh, share of a build`,
        unchangedShare.median,
        mostUnchangedShare,
        percent,
      ),
      most(
        `${channel}: cost per product, largest catalog over smallest`,
        growth(result, channel),
        mostGrowth,
        times,
      ),
    ]),
    ...compared.builder.map(({ channel, times: found }) =>
      least(`${channel}: speed over xmlbuilder2's`, found, leastOfBuilder, times),
    ),
    most('foreign tables: time over that of our own', compared.foreign.times, mostOfForeign, times),
    least('304 a second', served.unchanged.perSecond, leastPerSecond, (count) => count.toFixed(0)),
    ...Object.entries(served.firstByteMs).map(([encoding, { median }]) =>
      most(`first byte, ${encoding}`, median, mostFirstByteMs, milliseconds),
    ),
  ]
}

/** How many times as much a product costs in the largest catalog as in the cheapest of the smaller ones. */
function growth({ measured, costs }: Result, channel: string): number {
  const smaller = costs.filter((cost) => cost.channel === channel).map(({ microseconds }) => microseconds)
  const largest = measured.channels.find((result) => result.channel === channel)?.microseconds ?? Number.NaN
  return largest / Math.min(...smaller)
}

type Tell = (value: number) => string

const least = (what: string, found: number, target: number, tell: Tell, aside = ''): Verdict => ({
  what,
  target: `at least ${tell(target)}${aside}`,
  found: tell(found),
  isMet: found >= target,
})

const most = (what: string, found: number, target: number, tell: Tell): Verdict => ({
  what,
  target: `at most ${tell(target)}`,
  found: tell(found),
  isMet: found <= target,
})

const share: Tell = (value) => `1/${Number((1 / value).toFixed(1))}`
const times: Tell = (value) => `${Number(value.toFixed(2))} ×`
const percent: Tell = (value) => `${Number((value * 100).toFixed(2))} %`
const milliseconds: Tell = (value) => `${Number(value.toFixed(1))} ms`
