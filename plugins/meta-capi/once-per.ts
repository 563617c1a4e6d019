/** Lets through the first of a kind in every span of time. */

const mostKinds = 1_000

export function createOncePer(spanMs: number): (kind: string) => boolean {
  const lastAtMs = new Map<string, number>()
  return (kind) => {
    const now = performance.now()
    const last = lastAtMs.get(kind)
    if (last !== undefined && now - last < spanMs) return false
    if (lastAtMs.size >= mostKinds) lastAtMs.clear()
    lastAtMs.set(kind, now)
    return true
  }
}
