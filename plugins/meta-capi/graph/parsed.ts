/** JSON of Meta's, in an answer, in a header or in another JSON: undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
