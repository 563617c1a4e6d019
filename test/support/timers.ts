/** Knows which timers are running, so that one that outlives its test file is found. */

interface Running {
  readonly kind: 'timeout' | 'interval'
  readonly madeAt: string
}

export interface TimerWatch {
  /** Where each timer that still keeps the process alive was made. */
  running(): readonly string[]
  stop(): void
}

/**
 * Watches `setTimeout` and `setInterval` of this global object from now on.
 * Vitest took its own copies before, and node's inner timers never pass here: what is seen is the product's and the tests'.
 */
export function watchTimers(): TimerWatch {
  const { setTimeout: plainTimeout, setInterval: plainInterval } = globalThis
  const running = new Map<NodeJS.Timeout, Running>()
  // Timers gone from the event loop say so themselves, whether they were cleared or have fired.
  const alive = (timer: NodeJS.Timeout) => timer.hasRef() && !isDestroyed(timer)
  const noted = <T extends NodeJS.Timeout>(kind: Running['kind'], timer: T): T => {
    if (running.size > 10_000) for (const old of running.keys()) if (!alive(old)) running.delete(old)
    running.set(timer, { kind, madeAt: place(new Error().stack) })
    return timer
  }
  const watched = <F extends typeof setTimeout | typeof setInterval>(kind: Running['kind'], plain: F): F =>
    new Proxy(plain, {
      apply: (target, self, args) => noted(kind, Reflect.apply(target, self, args) as NodeJS.Timeout),
    })
  globalThis.setTimeout = watched('timeout', plainTimeout)
  globalThis.setInterval = watched('interval', plainInterval)
  return {
    running: () =>
      [...running].filter(([timer]) => alive(timer)).map(([, { kind, madeAt }]) => `${kind} made ${madeAt}`),
    stop: () => {
      globalThis.setTimeout = plainTimeout
      globalThis.setInterval = plainInterval
    },
  }
}

function isDestroyed(timer: NodeJS.Timeout): boolean {
  return (timer as { _destroyed?: boolean })._destroyed === true
}

function place(stack: string | undefined): string {
  const line = stack
    ?.split('\n')
    .find((frame) => frame.includes('    at ') && !frame.includes('support/timers'))
  return line?.trim() ?? 'somewhere'
}
