/** Plain text of what shops store: readable, legal in XML, within its limit, in linear time. */

import { describe, expect, test } from 'vitest'
import { plainBlock, plainLine } from '../../../../feeds/engine/text/plain.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'

describe('one line', () => {
  test.each([
    ['Merino sweater, navy - size M', 'Merino sweater, navy - size M'],
    ['  two   blanks \t and\r\na break ', 'two blanks and a break'],
    ['<b>Bold</b>face', 'Boldface'],
    ['One<br>Two<br/>Three<p>Four</p>', 'One Two Three Four'],
    ['Salt &amp; pepper', 'Salt & pepper'],
    ['AT&T and R&D; x &nosuchname; y', 'AT&T and R&D; x &nosuchname; y'],
    ['caf&eacute; &#8364;5 &#x1F600; m&sup2;', 'café €5 😀 m²'],
    ['Windows &#150; dash, &#0; &#xD800; &#x110000; none', 'Windows – dash, none'],
    ['a < b and c > d, I <3 you', 'a < b and c > d, I <3 you'],
    ['x<!-- a > b -->y<script>if (a < b) alert("</p>")</script >z<STYLE>p{}</style>', 'xyz'],
    ['<a title="a > b" href=x>link</a>', 'link'],
    ['<a title="never closed>text</a>', 'text'],
    ['cut off in a <a href="http://shop', 'cut off in a'],
    ['a&nbsp;&nbsp;b\u00a0\u3000c', 'a b c'],
    ['zero\u200bwidth\ufeff and \u00adsoft', 'zerowidth and soft'],
    ['nul\0, escape\u001b, bell\u0007, \ufffe\uffff', 'nul, escape, bell,'],
    ['lone \ud800 and \udc00 halves, \ud83d\ude00 whole', 'lone and halves, 😀 whole'],
    ['e\u0301te\u0301', 'été'],
    ['\u200dedge\u200d', 'edge'],
    ['&lt;p&gt;Stored &lt;b&gt;encoded&lt;/b&gt;&lt;/p&gt;', 'Stored encoded'],
    ['if a &lt; b or c &lt; d', 'if a < b or c < d'],
    ['', ''],
    [' \n<p> </p>&nbsp;', ''],
  ])('%j becomes %j', (raw, line) => {
    expect(plainLine(raw, 1_000)).toBe(line)
  })
})

describe('a block', () => {
  test('keeps paragraphs and lists of HTML, whose own line breaks mean nothing', () => {
    const html =
      '<p>First\n line</p>\r\n<ul>\n  <li>one</li>\n<li><p>two</p></li><li></li>\n</ul>\n<p>Last</p>'
    expect(plainBlock(html, 1_000)).toBe('First line\n- one\n- two\nLast')
  })

  test('keeps the line breaks of plain text', () => {
    expect(plainBlock('First\r\n\r\n second \n<b>third</b>', 1_000)).toBe('First\nsecond\nthird')
  })

  test('keeps them in odd text as well', () => {
    expect(plainBlock('Ünï 🔥\ncødé\u200b \u2028 end', 1_000)).toBe('Ünï 🔥\ncødé\nend')
  })
})

describe('the limit', () => {
  test('cuts at a word', () => {
    expect(plainLine('one two three', 9)).toBe('one two')
    expect(plainLine('one two three', 7)).toBe('one two')
    expect(plainLine('one two three', 13)).toBe('one two three')
  })

  test('cuts a long word, and a script without blanks, where the limit is', () => {
    expect(plainLine('Donaudampfschifffahrt', 5)).toBe('Donau')
    expect(plainLine('美利奴羊毛套头衫', 4)).toBe('美利奴羊')
  })

  test('counts code points and splits no character', () => {
    expect(plainLine('😀'.repeat(10), 10)).toBe('😀'.repeat(10))
    expect(plainLine('😀'.repeat(11), 10)).toBe('😀'.repeat(10))
    expect(plainLine('abcdef👩\u200d🚀gh', 8)).toBe('abcdef')
  })

  test('leaves no marker of a list item whose text was cut away', () => {
    expect(plainBlock('<p>eleven chrs</p><li>item', 13)).toBe('eleven chrs')
  })
})

describe('any text', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
  const illegal = /[\0-\x1f\x7f-\x9f\ufffe\uffff]|\p{Surrogate}/u

  test('comes out as one clean line within the limit', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 40 }), (raw, limit) => {
        const line = plainLine(raw, limit)
        expect(line).not.toMatch(illegal)
        expect(line).not.toMatch(/^\s|\s$|\s\s|[^\S ]/)
        expect([...line].length).toBeLessThanOrEqual(limit)
        expect(line.normalize('NFC')).toBe(line)
      }),
      { numRuns: 2_000 },
    )
  })

  test('comes out as clean lines', () => {
    fc.assert(
      fc.property(hostileText, (raw) => {
        for (const line of plainBlock(raw, 200).split('\n')) {
          expect(line).not.toMatch(illegal)
          expect(line).not.toMatch(/^\s|\s$|\s\s|[^\S ]/)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('is left as it is where it was clean', () => {
    const word = fc.stringMatching(/^[!-%'-;=-~äßéñЖжΩ–’€漢]{1,12}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const text = words.join(' ')
        expect(plainLine(text, 1_000)).toBe(text)
        expect(plainBlock(text, 1_000)).toBe(text)
      }),
    )
  })

  // Counted in steps that any quadratic scan of 400 KB would take for minutes; the suite's own timeout is the judge.
  test.each([
    '<',
    '&',
    '<a ',
    '<a =">',
    "<a ='",
    '<!--',
    '<script>',
    '&amp',
    '&#',
    '&aaaaaaaa',
    '<b "',
    ' ',
    ' \n',
    '\u0301\u0327',
    '\u200d',
    'a\u200d ',
    '&lt;',
    '&lt;p ',
    '<li>',
    '&nbsp;',
    '\ud800',
    '<br',
    '\u200b ',
  ])('takes linear time over %j repeated', (piece) => {
    for (const end of ['', '>end']) {
      const raw = `x${piece.repeat(400_000 / piece.length)}${end}`
      plainLine(raw, 5_000)
      plainBlock(raw, 100_000)
    }
  })
})
