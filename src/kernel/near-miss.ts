/** Near misses: which known word a misspelt one was meant to be. */

/** The known word that differs least; undefined where none is near. Capitals, `_` and `-` make no difference. */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const plain = plainOf(written)
  let best: string | undefined
  // A slip in three or four letters is another word as often as not.
  let least = Math.min(3, Math.max(1, Math.floor(plain.length / 4))) + 1
  for (const word of known) {
    const distance = distanceOf(plain, plainOf(word))
    if (distance < least) [best, least] = [word, distance]
  }
  return best
}

/** ` Did you mean NAME?` to stand behind a message; empty where no word is near. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const meant = nearest(written, known)
  return meant === undefined ? '' : ` Did you mean ${meant}?`
}

const plainOf = (word: string): string => word.toUpperCase().replaceAll(/[_-]/g, '')

/** Letters to insert, remove or replace; two that changed places count as one. */
function distanceOf(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let cost = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? i) + 1)
      row.push(cost)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? a.length
}
