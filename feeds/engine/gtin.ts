/** GTINs: GS1's product numbers (EAN, UPC, ISBN-13, ITF-14) and their check digit. */

const separators = /[\s-]/g
const plausible = /^(?:\d{8}|\d{12,14})$/

/** The digits of a GTIN whose check digit is right (blanks and hyphens between them are allowed), else undefined. */
export function validGtin(raw: string): string | undefined {
  let digits = raw
  if (!plausible.test(raw)) {
    digits = raw.replace(separators, '')
    if (!plausible.test(digits)) return undefined
  }
  // From the right, digits count 1 and 3 in turn, and the sum is a multiple of ten
  // (https://www.gs1.org/services/how-calculate-check-digit-manually).
  let sum = 0
  let weight = 1
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += (digits.charCodeAt(i) - 0x30) * weight
    weight = 4 - weight
  }
  // Nothing but zeros has a right check digit and is no number.
  return sum > 0 && sum % 10 === 0 ? digits : undefined
}
