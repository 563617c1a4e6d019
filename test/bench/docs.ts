/** The tables of docs/benchmark.md, each between two marks of its own. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const page = fileURLToPath(new URL('../../docs/benchmark.md', import.meta.url))

/** Puts the table between `<!-- name: begin -->` and `<!-- name: end -->`. */
export function writeDocs(name: 'table' | 'events' | 'pages', table: string): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`]
  const text = readFileSync(page, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/benchmark.md lacks ${begin} and ${end}`)
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`)
}
