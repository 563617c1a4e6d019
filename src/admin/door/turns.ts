/** Turns: few of a costly kind of work run at once, some wait, and the rest is told to come back. */

export interface TurnsOptions {
  readonly atOnce: number
  /** Of each kind of caller. */
  readonly waiting: number
  /** Thrown for whoever finds the waiting room full. */
  full(): Error
}

export interface Turns {
  /** `first` goes before all others that wait, and never competes with them for room. */
  take<T>(work: () => Promise<T>, first: boolean): Promise<T>
}

export function createTurns({ atOnce, waiting, full }: TurnsOptions): Turns {
  let running = 0
  const before: (() => void)[] = []
  const others: (() => void)[] = []

  function next(): void {
    running--
    const go = before.shift() ?? others.shift()
    if (go === undefined) return
    running++
    go()
  }

  async function enter(room: (() => void)[]): Promise<void> {
    if (running < atOnce) {
      running++
      return
    }
    if (room.length >= waiting) throw full()
    await new Promise<void>((go) => room.push(go))
  }

  return {
    async take(work, first) {
      await enter(first ? before : others)
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
