/** Web addresses in a text: told, they lead buyers away from the platform, and Meta minds. */

/**
 * Endings by which a name with a dot is taken for an address. Those that are words as well (`it`, `in`, `at`, `is`)
 * count as any other: where a blank behind a full stop was forgotten, the next word begins with a capital.
 */
const endings = new Set(
  (
    'com net org info biz shop store online site app dev io eu de at ch li fr be nl lu it es pt uk ie dk se no fi is ' +
    'pl cz sk hu ro bg gr hr si rs lt lv ee ru ua by tr il ae sa in pk cn hk tw jp kr sg my th vn id ph au nz us ca ' +
    'mx br ar cl co pe za ng ke eg ma me tv cc ly gl'
  ).split(' '),
)

const longestLabel = 63
const longestName = 253
const dot = 0x2e
const at = 0x40

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isSmall = (code: number): boolean => code >= 0x61 && code <= 0x7a
/** Latin beyond ASCII and other scripts: `müller`. */
const isLetter = (code: number): boolean => isSmall(code | 0x20) || (code >= 0xc0 && code < 0x2000)
const isOfName = (code: number): boolean => isLetter(code) || isDigit(code) || code === 0x2d || code === 0x5f

const scheme = /https?:\/\/[\w[\u00c0-\uffff]/i
const www = /(?:^|[^\w.@])www\.[\w\u00c0-\uffff-]+\.[a-z\u00c0-\uffff]/i

/** Whether a text names a web address: `https://…`, `www.…`, or `shop.com` by its ending; mail addresses are none. */
export function holdsAddress(text: string): boolean {
  if (text.includes('://') && scheme.test(text)) return true
  let mayBeWww = true
  for (let place = text.indexOf('.'); place >= 0; place = text.indexOf('.', place + 1)) {
    const next = text.charCodeAt(place + 1)
    // Nearly every dot is a full stop before a blank, or a decimal point.
    if (!isOfName(next)) continue
    if (mayBeWww && (text.charCodeAt(place - 1) | 0x20) === 0x77) {
      if (www.test(text)) return true
      mayBeWww = false
    }
    if (isSmall(next) && isEnding(text, place + 1) && isName(text, place)) return true
  }
  return false
}

/** Whether one of the endings begins at `from` and nothing of a name follows it. */
function isEnding(text: string, from: number): boolean {
  let end = from
  while (end < from + longestLabel && isSmall(text.charCodeAt(end))) end++
  const next = text.charCodeAt(end)
  if (isOfName(next) || next === at) return false
  if (next === dot && isOfName(text.charCodeAt(end + 1))) return false
  return endings.has(text.slice(from, end))
}

/** Whether what stands before the dot at `end` is a name with a letter, of two characters at least, and no mail address. */
function isName(text: string, end: number): boolean {
  const bound = Math.max(0, end - longestName)
  let hasLetter = false
  let from = end
  while (from > bound) {
    const code = text.charCodeAt(from - 1)
    if (code !== dot && !isOfName(code)) return code !== at && hasLetter && end - from >= 2
    hasLetter ||= isLetter(code)
    from--
  }
  return from === 0 && hasLetter && end >= 2
}
