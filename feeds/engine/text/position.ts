/** Where a mark stands next in a text, in a form that several marks can be compared in. */

/** The position of what does not occur: behind every text. */
export const nowhere = Number.MAX_SAFE_INTEGER

/** The first place of `mark` at or after `from`; `nowhere` where there is none. */
export function position(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? nowhere : found
}
