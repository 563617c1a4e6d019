/** Shortening an event's lists of products until it fits: a long order tells its value all the same. */
import { mostContents, type Reader, Refusal } from './reader.js'

type Custom = Readonly<Record<string, unknown>>

const lists = ['content_ids', 'contents'] as const

/** With as many products as fit, asked about last of all that fit; throws a Refusal where it does not fit without any. */
export function shortened(custom: Custom, reader: Reader, doesFit: (custom: Custom) => boolean): Custom {
  const longest = Math.max(listOf(custom, 'content_ids').length, listOf(custom, 'contents').length)
  let most = Math.min(longest, mostContents)
  if (!doesFit(most === longest ? custom : cut(custom, most))) {
    let over = most
    most = 0
    while (over - most > 1) {
      const middle = (most + over) >> 1
      if (doesFit(cut(custom, middle))) most = middle
      else over = middle
    }
    if (most === 0 && !doesFit(cut(custom, 0))) throw new Refusal('size')
  }
  for (const field of lists) if (listOf(custom, field).length > most) reader.leaveOut(field)
  return most === longest ? custom : cut(custom, most)
}

function cut(custom: Custom, most: number): Custom {
  const made = { ...custom }
  for (const field of lists) {
    const list = listOf(custom, field)
    if (list.length > most) made[field] = most === 0 ? undefined : list.slice(0, most)
  }
  return made
}

function listOf(custom: Custom, field: string): readonly unknown[] {
  const list = custom[field]
  return Array.isArray(list) ? list : []
}
