/** A chart of bars: drawn without colour having to tell anything, and the same figures as a table below it. */
import { type Html, html, type Shown } from './html.js'
import { pattern } from './pattern.js'

/** One series of figures; each is drawn in a pattern of its own. */
export interface Series {
  readonly label: string
  readonly values: readonly number[]
}

export interface ChartOptions {
  readonly title: string
  /** What each bar stands for, as `14:00`. */
  readonly labels: readonly string[]
  /** Stacked; the first at the bottom; at most four. */
  readonly series: readonly Series[]
  /** As the reader reads figures. */
  readonly tell: (value: number) => string
}

// Heights are in pixels and widths in shares of the room, so that texts keep their size on any screen.
const height = 180
const floor = 152
const ceiling = 12
const mostTicks = 6

export function barChart(options: ChartOptions): Html {
  const { title, labels, series } = options
  const sums = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))
  const top = niceTop(Math.max(0, ...sums))
  const id = `chart-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<div class="plot">${scale(options, top)}<svg width="100%" height="${height}" role="img" aria-label="${title}; the table below has the same figures"><defs>${series.map((_, which) => pattern(id, which))}</defs>${lines()}${
    sums.every((sum) => sum === 0)
      ? html`<text class="nothing" x="50%" y="${heightOf(0.25) + 5}" text-anchor="middle">Nothing in this time</text>`
      : bars(options, top, id)
  }${ticks(labels)}</svg></div>
${series.length > 1 && legend(series, id)}
<details><summary>As a table</summary>${figures(options)}</details></figure>`
}

const lines = (): Shown =>
  [0, 0.5, 1].map((part) => {
    const y = heightOf(part)
    return html`<line x1="0" x2="100%" y1="${y}" y2="${y}"/>`
  })

/** Stands beside the bars, as wide as its figures. */
function scale({ tell }: ChartOptions, top: number): Html {
  const told = [0, 0.5, 1].map((part) => tell(top * part))
  const width = Math.max(...told.map(({ length }) => length)) * 8 + 8
  return html`<svg class="scale" width="${width}" height="${height}" aria-hidden="true">${told.map(
    (text, at) => html`<text x="${width - 8}" y="${heightOf(at / 2) + 4}" text-anchor="end">${text}</text>`,
  )}</svg>`
}

function bars({ labels, series, tell }: ChartOptions, top: number, id: string): Shown {
  const step = 100 / Math.max(1, labels.length)
  const bases = labels.map(() => 0)
  return series.map(({ label: name, values }, which) => {
    const drawn = labels.map((label, at) => {
      const value = values[at] ?? 0
      if (value <= 0) return undefined
      const size = (value / top) * (floor - ceiling)
      bases[at] = (bases[at] ?? 0) + size
      const y = floor - (bases[at] ?? 0)
      return html`<rect x="${round(step * (at + 0.12))}%" y="${round(y)}" width="${round(step * 0.76)}%" height="${round(Math.max(size, 0.5))}"><title>${label}: ${tell(value)} ${name}</title></rect>`
    })
    return html`<g class="series-${which}"${filling(id, which)}>${drawn}</g>`
  })
}

/** In the middle of their groups, so that the first and the last keep clear of the edges. */
function ticks(labels: readonly string[]): Shown {
  const every = Math.ceil(labels.length / mostTicks)
  return labels.map(
    (label, at) =>
      at % every === Math.floor(every / 2) &&
      html`<text x="${round(((at + 0.5) / labels.length) * 100)}%" y="${height - 8}" text-anchor="middle">${label}</text>`,
  )
}

function legend(series: readonly Series[], id: string): Html {
  return html`<ul class="legend">${series.map(
    ({ label }, which) =>
      html`<li><svg class="key" aria-hidden="true"><rect class="series-${which}"${filling(id, which)} width="16" height="16"/></svg>${label}</li>`,
  )}</ul>`
}

function figures({ title, labels, series, tell }: ChartOptions): Html {
  return html`<div class="table" role="group" aria-label="${title}" tabindex="0"><table><caption>${title}</caption>
<thead><tr><th scope="col">Time</th>${series.map(({ label }) => html`<th scope="col" class="figure">${label}</th>`)}</tr></thead>
<tbody>${labels.map((label, at) => html`<tr><th scope="row">${label}</th>${series.map(({ label: name, values }) => html`<td class="figure" data-label="${name}">${tell(values[at] ?? 0)}</td>`)}</tr>`)}</tbody></table></div>`
}

const filling = (id: string, which: number): Shown => which > 0 && html` fill="url(#${id}-${which})"`

const heightOf = (part: number): number => round(floor - part * (floor - ceiling))

const round = (value: number): number => Math.round(value * 100) / 100

/** The next of 1, 2, 4, 6, 8, 10 times a power of ten, so that the figure of the middle line is round as well. */
function niceTop(most: number): number {
  if (most <= 0) return 2
  const power = 10 ** Math.floor(Math.log10(most))
  const halves = power > 1 ? [1, 2, 4, 6, 8, 10] : [2, 4, 6, 8, 10]
  return (halves.find((factor) => factor * power >= most) ?? 10) * power
}
