/** Seeded texts, each as a shop stores it and as a feed must tell it. */
import type { Random } from './random.js'
import {
  adjectives,
  colours,
  facts,
  foreignSentences,
  materials,
  nouns,
  places,
  sentences,
} from './vocabulary.js'

/** A text of one line: what is stored, and the words a reader sees. */
export interface Line {
  readonly stored: string
  readonly words: readonly string[]
}

/** A text of several lines: what is stored, and the lines a reader sees. */
export interface Block {
  readonly stored: string
  readonly lines: readonly string[]
}

/** A title; one in a hundred is longer than any platform takes. */
export function titleOf(random: Random, brand: string | undefined): Line {
  const words = [
    ...(brand ?? capital(random.pick(adjectives))).split(' '),
    capital(random.pick(adjectives)),
    capital(random.pick(materials)),
    capital(random.pick(nouns)),
    ...(random.inThousand(150) ? ['&', capital(random.pick(nouns))] : []),
    random.pick(['–', '-', '-', '|', '/']),
    capital(random.pick(colours)),
    ...(random.inThousand(400) ? ['Size', random.pick(['XS', 'S', 'M', 'L', 'XL', '38', '40', '42'])] : []),
  ]
  if (random.inThousand(10)) {
    for (let more = 0; more < 30; more++) words.push(random.pick(adjectives))
  }
  const plain = words.join(' ')
  if (random.inThousand(100)) return { stored: encoded(plain), words }
  if (random.inThousand(20)) return { stored: ` ${words.join('  ')} `, words }
  return { stored: plain, words }
}

const medianBytes = 600
const leastBytes = 100
const mostBytes = 4_000
/** The last block overshoots as often as it falls short. */
const halfBlock = 85

/** A description of 600 bytes at the median; mostly HTML, as shop systems keep it. */
export function descriptionOf(random: Random): Block {
  if (random.inThousand(0.5)) return { stored: '<p>&nbsp;</p>', lines: [] }
  const wanted = medianBytes * Math.exp(0.6 * random.normal())
  const target = Math.min(Math.max(wanted, leastBytes), mostBytes - 4 * halfBlock)
  const isHtml = !random.inThousand(80)
  const between = random.pick(['', '\n', '\r\n', '\n  '])
  const lines: string[] = []
  let stored = ''
  while (stored.length < Math.max(leastBytes, target - halfBlock)) {
    const block = isHtml ? htmlBlock(random) : plainBlock(random)
    stored += (stored === '' ? '' : isHtml ? between : '\n') + block.stored
    lines.push(...block.lines)
  }
  return { stored, lines }
}

function plainBlock(random: Random): Block {
  const text = sentence(random)
  return { stored: text, lines: [text] }
}

function htmlBlock(random: Random): Block {
  const kind = random.whole(0, 19)
  if (kind < 11) {
    const parts = Array.from({ length: random.whole(1, 3) }, () => inline(random))
    return { stored: `<p>${parts.map(stored).join(' ')}</p>`, lines: [parts.map(plain).join(' ')] }
  }
  if (kind < 13) {
    const [above, below] = [inline(random), inline(random)]
    const cut = random.pick(['<br>', '<br/>', '<br />\n'])
    return { stored: `<p>${above.stored}${cut}${below.stored}</p>`, lines: [above.plain, below.plain] }
  }
  if (kind < 16) return list(random)
  if (kind < 17) {
    const text = `${capital(random.pick(adjectives))} by ${random.pick(places)}`
    return { stored: `<h3>${text}</h3>`, lines: [text] }
  }
  if (kind < 18) return table(random)
  const text = inline(random)
  const attributes = random.pick(['class="note"', 'style="color: #333; margin: 0"', "data-mce-type='x > y'"])
  return { stored: `<div ${attributes}>${text.stored}</div>`, lines: [text.plain] }
}

function list(random: Random): Block {
  const items = Array.from({ length: random.whole(2, 5) }, () => {
    const text = `${random.pick(adjectives)} ${random.pick(materials)} & ${random.whole(1, 90)} ${random.pick(nouns)}s`
    return { stored: encoded(text), plain: text }
  })
  return {
    stored: `<ul>\n${items.map((item) => `<li>${item.stored}</li>\n`).join('')}</ul>`,
    lines: items.map((item) => `- ${item.plain}`),
  }
}

function table(random: Random): Block {
  const rows = Array.from({ length: random.whole(1, 4) }, () => ({
    fact: random.pick(facts),
    value: `${random.pick(materials)} ${random.whole(1, 900)}`,
  }))
  const stored = rows.map(({ fact, value }) => `<tr><td>${encoded(fact)}</td><td><b>${value}</b></td></tr>`)
  return {
    stored: `<table border="0"><tbody>${stored.join('')}</tbody></table>`,
    lines: rows.map(({ fact, value }) => `${fact} ${value}`),
  }
}

interface Inline {
  readonly stored: string
  readonly plain: string
}

const stored = (text: Inline): string => text.stored
const plain = (text: Inline): string => text.plain

function inline(random: Random): Inline {
  const text = sentence(random)
  const kind = random.whole(0, 99)
  if (kind < 55) return { stored: text.replaceAll('&', '&amp;'), plain: text }
  if (kind < 75) return { stored: encoded(text), plain: text }
  const words = text.split(' ').map(encoded)
  const chosen = random.whole(0, words.length - 1)
  const word = words[chosen] ?? ''
  if (kind < 88) words[chosen] = `<strong>${word}</strong>`
  else if (kind < 92) words[chosen] = `<em class="x">${word}</em>`
  else if (kind < 96) words[chosen] = `<a href="https://shop.example/s?q=${chosen}&amp;from=text">${word}</a>`
  else return { stored: words.join('&nbsp;'), plain: text }
  return { stored: words.join(' '), plain: text }
}

/** A sentence cut at its slots: texts in even places, kinds of slot in odd ones. */
type Pattern = readonly string[]

const patternOf = (sentence: string): Pattern => sentence.split(/[{}]/)
const english: readonly Pattern[] = sentences.map(patternOf)
const foreign: readonly Pattern[] = foreignSentences.map(patternOf)

function sentence(random: Random): string {
  return random
    .pick(random.inThousand(40) ? foreign : english)
    .map((part, at) => (at % 2 === 0 ? part : filling(random, part)))
    .join('')
}

function filling(random: Random, kind: string): string {
  switch (kind) {
    case 'a':
      return random.pick(adjectives)
    case 'n':
      return random.pick(nouns)
    case 'm':
      return random.pick(materials)
    case 'c':
      return random.pick(colours)
    case 'p':
      return random.pick(places)
    case 'd':
      return String(random.whole(2, 980))
    default:
      throw new RangeError(`No such slot: ${kind}`)
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  ü: '&uuml;',
  ö: '&ouml;',
  ä: '&auml;',
  ß: '&szlig;',
  é: '&eacute;',
  à: '&agrave;',
  ø: '&oslash;',
  Å: '&#197;',
  Ł: '&#x141;',
  ó: '&oacute;',
  '–': '&ndash;',
  '«': '&laquo;',
  '»': '&raquo;',
  '°': '&deg;',
}

function encoded(text: string): string {
  return text.replace(/[&"'üöäßéàøÅŁó–«»°]/g, (character) => entities[character] ?? character)
}

export const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
