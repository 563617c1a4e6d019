/** The XML of a feed: its envelope and elements come from xmlbuilder2, once per channel; texts are escaped here. */
import { create } from 'xmlbuilder2'
import { forbidden } from './text/character.js'
import { nowhere, position } from './text/position.js'

/** What the feed says of itself; no date, so that the same catalog gives the same bytes. */
export interface EnvelopeTexts {
  readonly title: string
  /** The shop's address. */
  readonly link: string
  readonly description: string
}

/** What stands before and behind the items. */
export interface Envelope {
  readonly head: string
  readonly tail: string
}

/** What stands before and behind one text, or one item's elements; each element is a line. */
export interface Element {
  readonly open: string
  readonly close: string
}

/** The document around the items, as xmlbuilder2 prints it; head and tail together are the feed of an empty catalog. */
export function createEnvelope(texts: EnvelopeTexts): Envelope {
  const channel = createChannel()
  for (const [name, text] of Object.entries({
    title: texts.title,
    link: texts.link,
    description: texts.description,
  })) {
    channel.ele(name).txt(builderText(text))
  }
  channel.ele('item')
  // No text holds `<item/>`: a `<` in it is escaped.
  const [head = '', tail = ''] = channel.end({ prettyPrint: true, wellFormed: true }).split('    <item/>\n')
  return { head, tail }
}

/** One field's element at its depth in the feed; throws for what is no XML name. */
export function createElement(name: string): Element {
  return around(name, 'text', '', '\n')
}

/** A field's element that holds others, and those others, each a line of its own. */
export interface Group extends Element {
  readonly parts: readonly Element[]
}

/** One field's element with the elements inside it; throws for what is no XML name. */
export function createGroup(name: string, parts: readonly string[]): Group {
  const printed = parts.map((part) => print((item) => item.ele(name).ele(part).txt('text')))
  const [first = ''] = printed
  const lines = first.split('\n')
  const at = lines.findIndex((line) => line.includes('>text<'))
  return {
    open: `${lines[at - 1]}\n`,
    close: `${lines[at + 1]}\n`,
    parts: printed.map((document) => cut(document, 'text', '', '\n')),
  }
}

/** The element around the fields of one item. */
export function createItemElement(): Element {
  const { open, close } = around('g:id', 'text', '    <item>\n', '\n    </item>\n')
  const inner = createElement('g:id')
  return { open: open.slice(0, -inner.open.length), close: close.slice(inner.close.length) }
}

/** Cuts the printed document at a text in an item: from the line (or `from`) it stands in, to `to`. */
function around(name: string, text: string, from: string, to: string): Element {
  return cut(
    print((item) => item.ele(name).txt(text)),
    text,
    from,
    to,
  )
}

function print(fill: (item: ReturnType<typeof create>) => void): string {
  const channel = createChannel()
  fill(channel.ele('item'))
  return channel.end({ prettyPrint: true, wellFormed: true })
}

function cut(document: string, text: string, from: string, to: string): Element {
  const [before = '', after = ''] = document.split(`>${text}<`)
  const start = from === '' ? before.lastIndexOf('\n') + 1 : before.lastIndexOf(from)
  return { open: `${before.slice(start)}>`, close: `<${after.slice(0, after.indexOf(to) + to.length)}` }
}

function createChannel(): ReturnType<typeof create> {
  return create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' })
    .ele('rss', { version: '2.0', 'xmlns:g': 'http://base.google.com/ns/1.0' })
    .ele('channel')
}

/** xmlbuilder2 leaves the `&` of what looks like an entity as it is, and no XML parser knows `&nbsp;`. */
export const builderText = (text: string): string => text.replaceAll('&', '&amp;')

/**
 * The text as an element's content; it must hold no character that XML forbids.
 * Searches by memchr cost a tenth of one regexp over a description; all run over the given text,
 * because each search in a text just joined would first copy it.
 */
export function escapeText(text: string): string {
  let ampersand = position(text, '&', 0)
  let less = position(text, '<', 0)
  let greater = position(text, '>', 0)
  let at = Math.min(ampersand, less, greater)
  if (at === nowhere) return text
  let escaped = ''
  let from = 0
  while (at !== nowhere) {
    escaped += text.slice(from, at)
    from = at + 1
    if (at === ampersand) {
      escaped += '&amp;'
      ampersand = position(text, '&', from)
    } else if (at === less) {
      escaped += '&lt;'
      less = position(text, '<', from)
    } else {
      escaped += '&gt;'
      greater = position(text, '>', from)
    }
    at = Math.min(ampersand, less, greater)
  }
  return escaped + text.slice(from)
}

const plain = /^[ -~]*$/

/** The text without what XML forbids. */
export const legalText = (text: string): string => (plain.test(text) ? text : text.replace(forbidden, ''))
