/** Findings and their counts as lines for people. */
import { effects } from '../engine/effects.js'
import type { Finding } from '../engine/finding.js'
import { reasons } from '../engine/reasons.js'
import type { FindingCount } from '../engine/report.js'

/** `leftOut · EMPTY_IMAGE_URL · g:image_link – has no image … What to do: …` */
export function findingLine({ effect, reason, field, detail }: Finding): string {
  const { says, todo } = reasons[reason]
  const exactly = detail === undefined ? '' : ` (${detail})`
  return printable(`${effect} · ${reason} · ${field} – ${says}${exactly} What to do: ${todo}`)
}

/** The same for programs: with the words that its reason has. */
export function explained<Told extends { readonly reason: string }>(told: Told) {
  const { says, todo } = reasons[told.reason as Finding['reason']]
  return { ...told, says, todo }
}

/** `3 × leftOut · EMPTY_IMAGE_URL · g:image_link`, the gravest effects first. */
export function countLines(counts: readonly FindingCount[]): readonly string[] {
  const byEffect = counts.toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect))
  return byEffect.map(({ count, effect, reason, field }) =>
    printable(`${count} × ${effect} · ${reason}${field && ` · ${field}`}`),
  )
}

/** A catalog's texts must not command the terminal they are shown on. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\u{fffd}')
