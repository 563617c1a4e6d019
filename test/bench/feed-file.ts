/** Reads a packed feed file with another XML parser than anything of the product. */
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { createGunzip } from 'node:zlib'

// sax comes with rss-parser and brings no types.
interface Parser {
  onopentag: (tag: { readonly name: string }) => void
  ontext: (text: string) => void
  onclosetag: (name: string) => void
  onerror: (error: Error) => void
  write(text: string): void
  close(): void
}

const sax: { parser(strict: boolean): Parser } = createRequire(import.meta.url)('sax')

/** One item as it stands in the file: elements in order, each with its text or with the elements inside it. */
export type ReadItem = (readonly [name: string, content: string | ReadItem])[]

/** How deep in the document: rss, channel, item. */
const itemDepth = 3

/** Reads the whole document and hands out every item; rejects for what is not well-formed. */
export async function readFeed(path: string, take: (item: ReadItem) => void): Promise<void> {
  const parser = sax.parser(true)
  // The item and what is open in it, the innermost last.
  const open: ReadItem[] = []
  let depth = 0
  let text = ''
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name }) => {
    depth++
    if (depth > itemDepth || (depth === itemDepth && name === 'item')) open.push([])
    text = ''
  }
  parser.ontext = (piece) => {
    text += piece
  }
  parser.onclosetag = (name) => {
    depth--
    const inside = open.pop()
    const around = open.at(-1)
    if (around) around.push([name, inside && inside.length > 0 ? inside : text])
    else if (inside) take(inside)
    text = ''
  }
  const plain = createReadStream(path).pipe(createGunzip()).setEncoding('utf8')
  for await (const piece of plain) parser.write(String(piece))
  parser.close()
}
