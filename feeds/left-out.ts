/** What `storecast doctor` says of products that a published feed does not hold. */
import type { Finding } from '../src/kernel.js'
import type { Snapshot } from './engine/snapshot.js'

/** Names the commonest reason; nothing where every product is in the feed. */
export function leftOutFindings(channel: string, { items, leftOut, report }: Snapshot): readonly Finding[] {
  if (leftOut === 0) return []
  const [commonest] = Object.entries(report.leftOut).toSorted(([, a], [, b]) => b - a)
  const reason = commonest === undefined ? '' : `, most of them for ${commonest[0]}`
  return [
    {
      state: 'attention',
      subject: channel,
      message: `${leftOut} of ${items + leftOut} products are left out (${shareOf(leftOut, items + leftOut)})${reason}.`,
      advice: `storecast feed check ${channel} --only leftOut`,
    },
  ]
}

/** Rounded so that neither nothing nor all is said of what is only nearly so. */
function shareOf(part: number, whole: number): string {
  const percent = (part / whole) * 100
  if (percent < 0.1) return 'less than 0.1 %'
  if (part < whole && percent > 99) return 'more than 99 %'
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`
}
