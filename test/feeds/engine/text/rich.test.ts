/** Rich text: a few harmless tags, balanced, in place, within the limit; whatever HTML it was made of. */

import { describe, expect, test } from 'vitest'
import { plainLine } from '../../../../feeds/engine/text/plain.js'
import { richText } from '../../../../feeds/engine/text/rich.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'

describe('rich text', () => {
  test.each([
    ['Merino sweater, navy', 'Merino sweater, navy'],
    ['<p>Hello <b>bold</b> and <i>it</i></p>', '<p>Hello <b>bold</b> and <i>it</i></p>'],
    ['<p class="a>b" onclick=x()>Hi</p><script>p("<b>")</script><!-- <b> --><style>p{}</style>', '<p>Hi</p>'],
    ['<P>one<P>two', '<p>one</p><p>two</p>'],
    ['<b>a </b>c <i> d</i>', '<b>a</b> c <i>d</i>'],
    ['<b><i>x</b>y</i>', '<b><i>x</i></b>y'],
    ['</p>a</b></div>', 'a'],
    ['<p><b></b></p><div> <span>&nbsp;</span></div>x', 'x'],
    ['<a href="https://x.example">link</a> <font color=red>red</font><img src=x>', 'link red'],
    ['a < b & c &copy; &lt;x> &#0;&nosuch;', 'a &lt; b &amp; c © &lt;x&gt; &amp;nosuch;'],
    ['a<br><br/><BR>b<br>', 'a<br><br>b'],
    ['<p><br>a<br></p>', '<p>a</p>'],
    ['<h1>Title</h1>text<hr>more', '<h1>Title</h1>text<br>more'],
    ['a<p></p>b', 'a<br>b'],
    ['<h2>One<p>Two</h2>', '<h2>One</h2><p>Two</p>'],
    ['<article>x</article><section>y</section>', '<div>x</div><section>y</section>'],
    ['<b/>plain<p/>text', 'plain<br>text'],
    ['zero\u200bwidth \u0003 e\u0301 \ud800', 'zerowidth é'],
    ['<b>\u0338x</b>', '<b>x</b>'],
  ])('%j becomes %j', (raw, html) => {
    expect(richText(raw, 1_000)).toBe(html)
  })

  test.each([
    ['<li>a<li>b', '<ul><li>a</li><li>b</li></ul>'],
    ['<ul>loose<li>a</ul>', '<ul><li>loose</li><li>a</li></ul>'],
    ['<ol><li>a<ul><li>b</ul><li>c</ol>', '<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>'],
    ['<dl><dt>t<dd>d</dl>', '<dl><dt>t</dt><dd>d</dd></dl>'],
    ['<table>x</table>', '<table><tr><td>x</td></tr></table>'],
    [
      '<table><thead><tr><th><th>x<tfoot><tr><td>y<td>z</table>end',
      '<table><thead><tr><th></th><th>x</th></tr></thead><tbody><tr><td>y</td><td>z</td></tr></tbody></table>end',
    ],
    ['<table><tr><td><ul><li>a<td>b', '<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>'],
    ['<div><table><tr><td>a</div>b</table>', '<div><table><tr><td>a<br>b</td></tr></table></div>'],
    ['<tr><td>a</td></tr><tr><td>b</td></tr>', 'a<br>b'],
  ])('puts lists and tables in order: %j becomes %j', (raw, html) => {
    expect(richText(raw, 1_000)).toBe(html)
  })

  test('keeps the line breaks of plain text, and of HTML only those that tags make', () => {
    expect(richText('one\n two\r\n\r\n<b>three</b>', 1_000)).toBe('one<br>two<br><b>three</b>')
    expect(richText('<p>one\n two</p>\n<p>three</p>', 1_000)).toBe('<p>one two</p><p>three</p>')
  })

  test('reads HTML that was encoded before it was stored, once', () => {
    expect(richText('&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;\n c&lt;/p&gt;', 1_000)).toBe('<p>a <b>b</b> c</p>')
    expect(richText('<div>&lt;p&gt;a&amp;amp;b&lt;/p&gt;</div>', 1_000)).toBe('<div><p>a&amp;b</p></div>')
    expect(richText('&amp;lt;p&amp;gt;a', 1_000)).toBe('&amp;lt;p&amp;gt;a')
  })
})

describe('the limit of rich text', () => {
  test('counts tags and entities, and cuts at a word or a block', () => {
    const raw = '<p>one two three</p><p>four</p>'
    expect(richText(raw, 31)).toBe(raw)
    expect(richText(raw, 30)).toBe('<p>one two three</p>')
    expect(richText(raw, 19)).toBe('<p>one two</p>')
    expect(richText('<b>a & b & c</b>', 16)).toBe('<b>a &amp; b</b>')
    expect(richText('<b>a & b & c</b>', 15)).toBe('<b>a &amp;</b>')
    expect(richText('<p>word</p>', 7)).toBe('')
    expect(richText('<p>Donaudampfschifffahrt</p>', 12)).toBe('<p>Donau</p>')
  })

  test('counts code points', () => {
    expect(richText('<b>😀😀😀</b>', 10)).toBe('<b>😀😀😀</b>')
    expect(richText('<b>😀😀😀</b>', 9)).toBe('<b>😀😀</b>')
  })
})

const allowed = new Set(
  'b strong i em u small sub sup q br p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td div span section header'.split(
    ' ',
  ),
)
const parentsOf: Readonly<Record<string, RegExp>> = {
  li: /^[uo]l$/,
  dt: /^dl$/,
  dd: /^dl$/,
  thead: /^table$/,
  tbody: /^table$/,
  tr: /^(?:table|thead|tbody)$/,
  td: /^tr$/,
  th: /^tr$/,
}
const holdsItemsOnly = /^(?:[uo]l|dl|table|thead|tbody|tr)$/

/** What is wrong with some HTML; undefined where it is as promised. */
function faultOf(html: string): string | undefined {
  const open: string[] = []
  let at = 0
  for (const match of html.matchAll(/<(\/?)([a-z\d]+)>/g)) {
    const [tag, closing, name = ''] = match
    if (match.index > at && holdsItemsOnly.test(open.at(-1) ?? '')) return `text in ${open.at(-1)}`
    at = match.index + tag.length
    if (!allowed.has(name)) return tag
    if (name === 'br') continue
    if (closing) {
      if (open.pop() !== name) return `${tag} closes nothing`
      continue
    }
    const parent = open.at(-1) ?? ''
    if (parentsOf[name] ? !parentsOf[name].test(parent) : holdsItemsOnly.test(parent))
      return `${tag} in ${parent}`
    open.push(name)
    if (open.length > 34) return 'too deep'
  }
  if (open.length > 0) return `${open.join(' ')} left open`
  const text = html.replace(/<\/?[a-z\d]+>/g, '').replace(/&(?:amp|lt|gt);/g, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
  return /[<>&\0-\x1f\x7f-\x9f\ufffe\uffff]|\p{Surrogate}/u.exec(text)?.[0]
}

describe('any text', () => {
  const tags = [...allowed, 'a', 'article', 'hr', 'tfoot', 'caption', 'menu', 'font', 'svg', 'x-y']
  const tag = fc
    .tuple(
      fc.constantFrom('<', '<', '</'),
      fc.constantFrom(...tags),
      fc.constantFrom('>', '>', '/>', ' x="', ' y>'),
    )
    .map((parts) => parts.join(''))
  const html = fc
    .array(fc.oneof({ weight: 3, arbitrary: tag }, { weight: 2, arbitrary: hostileText }), { maxLength: 30 })
    .map((parts) => parts.join(''))

  test('comes out in order and within the limit', () => {
    fc.assert(
      fc.property(html, fc.integer({ min: 0, max: 400 }), (raw, limit) => {
        const rich = richText(raw, limit)
        expect(faultOf(rich)).toBeUndefined()
        expect([...rich].length).toBeLessThanOrEqual(limit)
        expect(rich.normalize('NFC')).toBe(rich)
      }),
      { numRuns: 3_000 },
    )
  })

  test('keeps its words where there is room', () => {
    const words = fc.array(fc.oneof(tag, fc.constantFrom('one', ' two ', '&amp;', '\n')), { maxLength: 30 })
    fc.assert(
      fc.property(words, (parts) => {
        // Any of these attributes could hide what follows.
        const raw = parts.filter((part) => !part.endsWith('"')).join('')
        const lettersOf = (text: string) => plainLine(text, 10_000).replaceAll(' ', '')
        expect(lettersOf(richText(raw, 10_000))).toBe(lettersOf(raw))
      }),
    )
  })

  test('keeps to a depth', () => {
    for (const name of ['div', 'b', 'ul><li', 'table><tr><td', 'table', 'ul', 'dl'])
      expect(faultOf(richText(`${`<${name}>`.repeat(200)}text`, 5_000))).toBeUndefined()
  })

  // The suite's own timeout is the judge: a quadratic scan of 400 KB takes minutes.
  test.each([
    '<',
    '&',
    '<b>',
    '</b>',
    '<p>a',
    '<td>',
    '<table>',
    '<table><tr><td>',
    '<ul><li>',
    '<br>',
    '<b>&amp;',
    '<b "',
    '<bbbbbbb',
    '&lt;p&gt;',
    '&lt;p ',
    '\n',
    'a\n',
    '\u0301',
    '\u200d ',
    '<!--',
    '<script>',
  ])('takes linear time over %j repeated', (piece) => {
    const raw = `x${piece.repeat(400_000 / piece.length)}>end`
    richText(raw, 5_000)
    richText(raw, 1_000_000)
  })
})
