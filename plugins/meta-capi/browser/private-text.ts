/** What text must not leave the shop by its looks: a mail address, a telephone number, a token. */

const mailDomain = /(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/uy
const mailLocalEnd = /[\p{L}\p{N}._%+'-]$/u

/** From each `@` on, so that the time stays linear in the length. */
export function holdsMailAddress(text: string): boolean {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    mailDomain.lastIndex = at + 1
    // Two units back: the last letter may be one of those that take two.
    if (mailLocalEnd.test(text.slice(Math.max(0, at - 2), at)) && mailDomain.test(text)) return true
  }
  return false
}

/** Seven to fifteen digits (E.164) and what people write between them. */
export function isPhoneLike(text: string): boolean {
  return text.length <= 30 && /^[+ ]?[\d\s().\-/]+$/.test(text) && /^(?:\D*\d){7,15}\D*$/.test(text)
}

/** Written with its plus sign, which a query turns into a space: telling under any name. */
export function isInternationalPhone(text: string): boolean {
  return /^[+ ]\d/.test(text) && isPhoneLike(text)
}

const longRun = /[\w+/-]{32,}/g
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
// Anchored where a run begins, so that the time stays linear.
const jsonWebToken = /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{4,}/

/** A signed token, 32 hexadecimal digits, a UUID, or a run so mixed that nobody chose it. */
export function holdsToken(text: string): boolean {
  if (text.length < 16) return false
  if (jsonWebToken.test(text)) return true
  return (text.match(longRun) ?? []).some((run) => isUuid(run) || /[\da-f]{32}/i.test(run) || isMixed(run))
}

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** In random text every second character is of another kind than the one before; in words and slugs one in ten. */
function isMixed(run: string): boolean {
  let changes = 0
  let before = ''
  for (const character of run) {
    const kind = kindOf(character)
    if (kind === '') continue
    if (before !== '' && kind !== before) changes++
    before = kind
  }
  return changes * 4 >= run.length
}

function kindOf(character: string): string {
  if (character >= 'a' && character <= 'z') return 'lower'
  if (character >= 'A' && character <= 'Z') return 'upper'
  return character >= '0' && character <= '9' ? 'digit' : ''
}
