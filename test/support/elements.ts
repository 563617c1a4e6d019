/** Reads a feed with a strict parser that is not ours, into plain elements. */
import { createRequire } from 'node:module'

/** One element: its text, or the elements inside it. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly inner: readonly Element[]
}

// sax comes with rss-parser and brings no types.
interface Parser {
  onopentag: (tag: { readonly name: string }) => void
  ontext: (text: string) => void
  onclosetag: () => void
  onerror: (error: Error) => void
  write(text: string): { close(): void }
}

const sax: { parser(strict: boolean): Parser } = createRequire(import.meta.url)('sax')

interface Open {
  readonly name: string
  text: string
  readonly inner: Element[]
}

/** The root element; throws for what is not well-formed. */
export function parseElements(xml: string): Element {
  const parser = sax.parser(true)
  const open: Open[] = [{ name: '', text: '', inner: [] }]
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name }) => open.push({ name, text: '', inner: [] })
  parser.ontext = (text) => {
    const top = open.at(-1)
    if (top) top.text += text
  }
  parser.onclosetag = () => {
    const closed = open.pop()
    if (closed) open.at(-1)?.inner.push(closed)
  }
  parser.write(xml).close()
  const root = open[0]?.inner[0]
  if (root === undefined) throw new Error('The document has no element')
  return root
}

/** The items of a feed, each with its elements. */
export function itemsOf(xml: string): readonly Element[] {
  const channel = parseElements(xml).inner.find(({ name }) => name === 'channel')
  return channel?.inner.filter(({ name }) => name === 'item') ?? []
}
