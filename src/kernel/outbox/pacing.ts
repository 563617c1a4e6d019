/** The pace of writing: so often at most where nobody waits for it, and at once when somebody does. */

export interface Pacing {
  /** Resolves when it is time to write; that is now where there is a whole batch of it. */
  turn(isWhole: boolean): Promise<void>
  /** Ends every wait, also the next one. */
  hurry(): void
}

export function createPacing(everyMs: number): Pacing {
  let lastMs = Number.NEGATIVE_INFINITY
  let isHurried = false
  const waiting = new Set<() => void>()

  function wait(ms: number): Promise<void> {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer)
        waiting.delete(end)
        done()
      }
      const timer = setTimeout(end, ms)
      waiting.add(end)
    })
  }

  return {
    async turn(isWhole) {
      const leftMs = lastMs + everyMs - performance.now()
      if (leftMs > 0 && !isHurried && !isWhole) await wait(leftMs)
      isHurried = false
      lastMs = performance.now()
    },
    hurry() {
      isHurried = true
      for (const end of [...waiting]) end()
    },
  }
}
