/** Ids that a shop or an app gave. */

/** As it is told to the pixel, which hashes it by itself: another case, or a space less, would be another person. */
export const externalIdForm = (text: string): string => text

/** Lower case, as Meta's SDK has it. */
export const appUserIdForm = (text: string): string => text.toLowerCase()

const printable = /^[!-?A-~]+$/
/** The longest that Meta gives are click ids. */
const mostOfIdentifier = 500

/** An id that is not hashed; undefined where it has blanks, or could be somebody's mail address in clear. */
export function identifier(text: string): string | undefined {
  return text.length <= mostOfIdentifier && printable.test(text) ? text : undefined
}

/** Phones whose owners refuse tracking all have the same. */
const refused = '00000000-0000-0000-0000-000000000000'

/** A phone's advertising id, in lower case with its dashes. */
export function advertisingId(text: string): string | undefined {
  const id = identifier(text)?.toLowerCase()
  return id === refused ? undefined : id
}

/** Meta's own numbers: exact as text where a JavaScript number is too small for them. */
export function metaNumber(text: string): string | number | undefined {
  // Exports of leads write `l:` before the number, against spreadsheets that round it.
  const digits = /^(?:l:)?([1-9]\d{0,19})$/.exec(text)?.[1]
  if (digits === undefined) return undefined
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : digits
}
