/** The figures of a published feed: what is in it, what changed, what is left out, and how old it is. */
import { facts, type Html, html, type Visit } from '../../src/kernel.js'
import { changeWords } from './change.js'
import { feedHref } from './feed-at.js'
import type { Standing } from './standing.js'

/** For cards; nothing where nothing is published. */
export function shortFigures(visit: Visit, { feed, line, channel }: Standing): Html | undefined {
  if (!line) return undefined
  const { words } = visit
  const { items, itemsBefore, leftOut, builtAt } = line.snapshot
  return facts([
    ['Items', words.number(items)],
    ['Change', changeWords(words, items, itemsBefore) ?? 'the first one'],
    [
      'Left out',
      html`<a href="${feedHref(visit, feed, '/left-out')}">${words.number(leftOut)} of ${words.number(items + leftOut)}<span class="hidden"> products, ${channel.title}</span></a>`,
    ],
    ['Built', words.when(builtAt)],
    ['Checked', words.when(line.checkedAt)],
  ])
}

/** For the feed's own page. */
export function fullFigures(visit: Visit, { feed, line }: Standing): Html | undefined {
  if (!line) return undefined
  const { words } = visit
  const { snapshot, changedAt, checkedAt } = line
  const { items, itemsBefore, leftOut, builtAt, packedBytes, plainBytes } = snapshot
  return html`<dl class="numbers">
<div><dt>Items</dt><dd>${words.number(items)}</dd></div>
<div><dt>Change</dt><dd>${changeWords(words, items, itemsBefore) ?? '–'}</dd></div>
<div><dt>Left out</dt><dd><a href="${feedHref(visit, feed, '/left-out')}">${words.number(leftOut)}<span class="hidden"> products, left out</span></a></dd></div>
</dl>
${facts([
  ['Built', words.when(builtAt)],
  ['Content changed', words.when(changedAt)],
  ['Checked', words.when(checkedAt)],
  ['Size', `${words.bytes(packedBytes)} packed, ${words.bytes(plainBytes)} unpacked`],
])}`
}
