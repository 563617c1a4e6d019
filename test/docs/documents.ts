/** The repository's documents, as text that tests hold against the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

/** A file of the repository, by its path from the root. */
export function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

/** Where a file of the repository is. */
export function pathOf(path: string): string {
  return fileURLToPath(new URL(path, root))
}

/** Paths of all documents. */
export const documents: readonly string[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'plugins/README.md'],
  ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The code block of a document that stands behind a comment of this text. */
export function blockBehind(document: string, comment: string): string {
  const [, block] =
    read(document)
      .split(`<!-- ${comment} -->\n`)[1]
      ?.match(/^```\w+\n([\s\S]*?)\n```/) ?? []
  if (block === undefined) throw new Error(`${document} has no block behind <!-- ${comment} -->`)
  return block
}

/** All code blocks of a language, in a document. */
export function blocksOf(document: string, language: string): readonly string[] {
  return [...read(document).matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'gm'))].map(
    ([, block = '']) => block,
  )
}

/** The cells of every table row of a text, head and rule left out. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const isRule = /^\|[\s|:-]+\|$/.test(line)
    const isHead = /^\|[\s|:-]+\|$/.test(lines[at + 1] ?? '')
    if (!line.startsWith('|') || isRule || isHead) return []
    return [
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    ]
  })
}

/** What stands under a heading, up to the next of its level or above. */
export function sectionOf(document: string, heading: string): string {
  const [level = ''] = /^#+/.exec(heading) ?? []
  const start = read(document).indexOf(`\n${heading}\n`)
  if (start < 0) throw new Error(`${document} has no heading ${heading}`)
  const rest = read(document).slice(start + heading.length + 2)
  const end = new RegExp(`^#{1,${level.length}} `, 'm').exec(rest)
  return end ? rest.slice(0, end.index) : rest
}
