/** Texts of Latin letters alone, which most names are: their forms without Unicode's regular expressions. */

/** Where Latin Extended-A ends; whatever lies before is composed as it stands. */
const end = 0x180

/** By the code of a character. */
const table = <Value>(entryOf: (character: string) => Value): readonly Value[] =>
  Array.from({ length: end }, (_, code) => entryOf(String.fromCharCode(code)))

/** Of a letter or digit itself, of a blank a space, of all else nothing. */
const kept = table((character) =>
  /\s/.test(character) ? ' ' : /[\p{L}\p{N}]/u.test(character) ? character : '',
)

/**
 * Letters and digits of a text in lower case, its words joined or apart by one space; '' where nothing is left,
 * undefined for a text of which some is beyond Latin.
 */
export function latin(lower: string, areApart: boolean): string | undefined {
  let made = ''
  let isBetween = false
  for (let at = 0; at < lower.length; at++) {
    const each = kept[lower.charCodeAt(at)]
    if (each === undefined) return undefined
    if (each === ' ') isBetween = areApart && made !== ''
    else if (each !== '') {
      made += isBetween ? ` ${each}` : each
      isBetween = false
    }
  }
  return made
}

/** The same of each character by itself as `romanOf` makes of it: `romanOf` of the whole for what is beyond Latin. */
export function byLetter(romanOf: (text: string) => string | undefined): typeof romanOf {
  const known = table(romanOf)
  return (text) => {
    let made = ''
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= end) return romanOf(text)
      const each = known[code]
      if (each === undefined) return undefined
      made += each
    }
    return made
  }
}
