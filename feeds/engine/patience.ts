/** Patience with what may never answer: a source or a database that hangs must not keep a build for ever. */

/** Gives up when the limit is over or the signal fires, even if whoever was asked listens to neither. */
export async function answerWithin<T>(
  limitMs: number,
  signal: AbortSignal,
  ask: () => Promise<T>,
  late: () => Error,
): Promise<T> {
  signal.throwIfAborted()
  let giveUp = () => {}
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
    timer = setTimeout(() => reject(late()), limitMs)
  })
  try {
    return await Promise.race([ask(), limit])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}

/** Settles as `work` does, but no later than `graceMs` after the signal, then with the signal's reason. */
export async function orAbandoned<T>(work: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let begin = () => {}
  const abandoned = new Promise<never>((_, reject) => {
    begin = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs)
    }
    if (signal.aborted) begin()
    else signal.addEventListener('abort', begin, { once: true })
  })
  try {
    return await Promise.race([work, abandoned])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', begin)
  }
}
