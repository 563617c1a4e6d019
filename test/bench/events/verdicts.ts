/** A run's result held against what is asked of it. */
import type { Verdict } from '../verdicts.js'
import { tellFields } from './building.js'
import type { Result } from './report.js'

const leastOverSdk = 2
const mostAddedMs = 0.5
const leastPerSecond = 5_000
const mostSlopeMb = 1

/** Every target; a lost or doubled event fails the run whatever the machine. */
export function judge({ built, latencies, delivered, caughtUp }: Result): readonly Verdict[] {
  return [
    ...built.map(({ fields, ratio }) => ({
      what: `building a Purchase, ${tellFields[fields]}: speed over the official SDK’s`,
      target: `at least ${leastOverSdk} ×; aim 4 ×`,
      found: `${ratio.median.toFixed(2)} ×`,
      isMet: ratio.median >= leastOverSdk,
    })),
    ...latencies.map(({ graph, hooks }) => ({
      what: `p99 that a hook adds, Graph API ${graph}`,
      target: `less than ${mostAddedMs} ms`,
      found: `${hooks.addedP99Ms.median.toFixed(2)} ms`,
      isMet: hooks.addedP99Ms.median < mostAddedMs,
    })),
    rate('from the hook to the Graph API, events a second', delivered.perSecond),
    {
      what: `memory over ${delivered.minutes} minutes, the last four fifths`,
      target: `grows less than ${mostSlopeMb} MB a minute`,
      found: `${delivered.rssSlopeMbPerMinute.toFixed(2)} MB a minute`,
      isMet: delivered.rssSlopeMbPerMinute < mostSlopeMb,
    },
    rate('catching up after an outage, events a second', caughtUp.perSecond),
  ]
}

const rate = (what: string, perSecond: number): Verdict => ({
  what,
  target: `at least ${leastPerSecond}`,
  found: perSecond.toFixed(0),
  isMet: perSecond >= leastPerSecond,
})
