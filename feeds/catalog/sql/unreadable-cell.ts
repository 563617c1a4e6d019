/** What reading a cell gives where it holds no such thing. */

const shown = 40

/** Stands in place of a value; the product does without it, and the merchant is told. */
export class UnreadableCell {
  readonly problem: string

  constructor(problem: string) {
    this.problem = problem
  }
}

/** `cell` is shown by its beginning: a merchant finds it by that, and no report grows with it. */
export function unreadable(cell: unknown, problem: string): UnreadableCell {
  const text = String(cell)
  return new UnreadableCell(`“${text.length > shown ? `${text.slice(0, shown)}…` : text}” ${problem}`)
}
