/** The proof that a catalog's tables and columns are there, asked of its database before anything is built from it. */
import { AppError } from '../src/kernel.js'

/** Asks the database; answers what the configuration names and the database does not have, each in a sentence. */
export type Doubts = () => Promise<readonly string[]>

/** Throws CATALOG_UNREADABLE with all doubts at once; a store that was proven is not asked again. */
export function createProof(doubtsOf: (store: string) => Doubts | undefined) {
  const proven = new Set<string>()
  return async (store: string): Promise<void> => {
    if (proven.has(store)) return
    const doubts = (await doubtsOf(store)?.()) ?? []
    if (doubts.length > 0) throw new CatalogDoubted(doubts)
    proven.add(store)
  }
}

/** What `createProof` throws. */
export class CatalogDoubted extends AppError {
  readonly doubts: readonly string[]

  constructor(doubts: readonly string[]) {
    const told = doubts.map((doubt) => `\n  - ${doubt}`).join('')
    super(
      'CATALOG_UNREADABLE',
      'unavailable',
      `The catalog does not fit the shop’s database; mend the mapping, or the tables:${told}`,
    )
    this.doubts = doubts
  }
}
