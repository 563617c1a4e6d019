/** A value that is there and cannot be read; it becomes a flaw of its product. */

const shownMost = 40

export class Unreadable {
  readonly problem: string

  constructor(problem: string) {
    this.problem = problem
  }
}

/** `"12,5O" is no amount`; a long value is cut. */
export function unreadable(raw: unknown, isNo: string): Unreadable {
  const text =
    typeof raw === 'object' || typeof raw === 'function' ? `a value of type ${typeof raw}` : shown(raw)
  return new Unreadable(`${text} is no ${isNo}`)
}

function shown(raw: unknown): string {
  const text = String(raw)
  return JSON.stringify(text.length > shownMost ? `${text.slice(0, shownMost)}…` : text)
}
