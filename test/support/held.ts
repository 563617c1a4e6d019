/** What tests hold open: helpers note it here, and what is still noted when a file ends fails it. */

interface Held {
  readonly what: string
  readonly end: () => unknown
}

// Vitest loads this once per test file, so that one file never sees another's.
const held = new Set<Held>()

/** Notes something that must be ended; the answer says that it was. `end` is for the one who cleans up after a leak. */
export function hold(what: string, end: () => unknown): () => void {
  const entry = { what, end }
  held.add(entry)
  return () => void held.delete(entry)
}

/** Ends whatever is still held and tells what it was. */
export async function endHeld(): Promise<readonly string[]> {
  const left = [...held]
  held.clear()
  await Promise.allSettled(left.map(async ({ end }) => end()))
  return left.map(({ what }) => what)
}
