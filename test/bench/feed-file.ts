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

/** One item as it stands in the file: elements and their texts in order. */
export type ReadItem = (readonly [name: string, text: string])[]

/** Reads the whole document and hands out every item; rejects for what is not well-formed. */
export async function readFeed(path: string, take: (item: ReadItem) => void): Promise<void> {
  const parser = sax.parser(true)
  const open: string[] = []
  let item: ReadItem | undefined
  let text = ''
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name }) => {
    open.push(name)
    if (open.join('/') === 'rss/channel/item') item = []
    text = ''
  }
  parser.ontext = (piece) => {
    text += piece
  }
  parser.onclosetag = (name) => {
    open.pop()
    if (name === 'item' && item) {
      take(item)
      item = undefined
    } else item?.push([name, text])
  }
  const plain = createReadStream(path).pipe(createGunzip()).setEncoding('utf8')
  for await (const piece of plain) parser.write(String(piece))
  parser.close()
}
