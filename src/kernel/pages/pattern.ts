/** The patterns that tell the series of a chart apart without colour: plain, hatched, dotted, lined. */
import { type Html, html } from './html.js'

interface Pattern {
  readonly ink: Html
  /** As SVG turns it. */
  readonly turn?: string
}

/** The first series is plain and has none. */
const patterns: readonly (Pattern | undefined)[] = [
  undefined,
  { ink: html`<rect class="ink-1" width="3" height="6"/>`, turn: 'rotate(45)' },
  { ink: html`<circle class="ink-2" cx="3" cy="3" r="1.6"/>` },
  { ink: html`<rect class="ink-3" width="6" height="2"/>` },
]

/** `fill="url(#<chart>-<which>)"` draws with it. */
export function pattern(chart: string, which: number): Html | undefined {
  const drawn = patterns[which]
  if (!drawn) return undefined
  const { ink, turn } = drawn
  return html`<pattern id="${chart}-${which}" width="6" height="6" patternUnits="userSpaceOnUse"${turn !== undefined && html` patternTransform="${turn}"`}>${ink}</pattern>`
}
