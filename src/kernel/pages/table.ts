/** A table of a page: its caption says what it lists, and on a narrow screen each cell says what it is. */
import { type Html, html, type Shown } from './html.js'

export interface Column {
  readonly label: string
  /** Figures stand to the right. */
  readonly isFigure?: boolean
}

export interface TableOptions {
  readonly caption: string
  readonly columns: readonly Column[]
  /** As many cells as columns; the first one names the row. */
  readonly rows: readonly (readonly Shown[])[]
  /** Instead of a table without rows. */
  readonly empty: Html
  /** New rows come in at the top, each with a link of its own: where scripts run they wait while somebody reads further down. */
  readonly growsAtTop?: boolean
}

export function table({ caption, columns, rows, empty, growsAtTop = false }: TableOptions): Html {
  if (rows.length === 0) return empty
  // What scrolls sideways must be reachable by keyboard.
  return html`<div class="table" role="group" aria-label="${caption}" tabindex="0"${growsAtTop && html` data-grows`}><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${figure(column)}>${column.label}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((shown, at) => cell(shown, at, columns[at]))}</tr>`)}</tbody>
</table></div>`
}

function cell(shown: Shown, at: number, column: Column | undefined): Html {
  if (at === 0) return html`<th scope="row"${figure(column)}>${shown}</th>`
  return html`<td data-label="${column?.label}"${figure(column)}>${shown}</td>`
}

const figure = (column: Column | undefined): Html | undefined =>
  column?.isFigure ? html` class="figure"` : undefined

/** Names and what they are. */
export function facts(pairs: readonly (readonly [name: string, shown: Shown])[]): Html {
  return html`<dl class="facts">${pairs.map(([name, shown]) => html`<div><dt>${name}</dt><dd>${shown}</dd></div>`)}</dl>`
}
