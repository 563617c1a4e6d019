/** Texts that break feeds: markup, halves of characters, controls, replacement patterns, whatever is near them. */
import fc from 'fast-check'

const pieces = [
  'a', 'Merino', ' ', '  ', '\n', '\r\n', '\t', '<', '>', '&', '"', "'", ']]>', '<![CDATA[', '<!--', '-->', '<p>',
  '</p>', '<br/>', '<li>', '</li>', '<b>', '<script>', '</script>', '<a href="x>y">', '<a x="', '&amp;', '&lt;',
  '&lt;p&gt;', '&nbsp;', '&nosuch;', '&#0;', '&#xD800;', '&#128;', '&eacute;', '&amp;nbsp;', '$&', "$'", '$`', '$$',
  '\0', '\u0003', '\u000b', '\u001a', '\u0085', '\u009f', '\ud800', '\udc00', '\ud83d', '😀', '👩\u200d🚀', '\ufffe',
  '\uffff', '\ufffd', '\ufeff', '\u200b', '\u200d', '\u2028', '\u00a0', '\u00ad', '\u202e', 'e\u0301', '\u0301', 'ß',
  'Ж', '漢', '–', '\u{1fffe}', '\u{2f800}', '/', '%', '%20', '%zz', ';', '?', '#', '.', ':', '-', '0', '\\', '{', '|',
] as const

/** Strings of up to about a hundred such pieces, with any other characters between them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))
