/** A mistake in a mapping: where it stands and what is wrong, so that whoever has the file can add the line. */

/** From the mapping's top, as `['products', 'set', 'title']` or `['related', 0, 'table']`. */
export type Path = readonly (string | number)[]

export interface Mistake {
  readonly path: Path
  /** What is wrong and what would be right; no value of any row. */
  readonly message: string
}

/** `catalog.related[0].set.title: …`; `root` is what the mapping is called where it stands. */
export const tellMistake = ({ path, message }: Mistake, root = 'catalog'): string =>
  `${tellPath([root, ...path])}: ${message}`

function tellPath([first, ...rest]: Path): string {
  return rest.reduce<string>(
    (told, step) => (typeof step === 'number' ? `${told}[${step}]` : `${told}.${step}`),
    String(first),
  )
}

/** `; did you mean title?`, or nothing where no name is near. */
export function meant(name: string, names: Iterable<string>): string {
  let nearest: string | undefined
  let least = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of names) {
    const steps = distance(name.toLowerCase(), candidate.toLowerCase())
    if (steps < least) [nearest, least] = [candidate, steps]
  }
  return nearest === undefined ? '' : `; did you mean ${nearest}?`
}

/** Letters to change, add or remove, or two neighbours to swap, until one word is the other. */
function distance(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}
