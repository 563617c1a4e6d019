/** A destination for logs that keeps their lines, so that a test can read what was logged. */
import type { DestinationStream } from 'pino'

export interface Lines extends DestinationStream {
  /** Each line as it was written, without its line break. */
  readonly texts: readonly string[]
  /** Each line as the object it says. */
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  /** All of it, for "never stands anywhere in the log". */
  readonly text: string
  clear(): void
}

/** Pass it to `createLog({ level, destination })`. */
export function lines(): Lines {
  let written = ''
  const texts = () => written.split('\n').filter((line) => line !== '')
  return {
    write: (chunk) => {
      written += chunk
    },
    get texts() {
      return texts()
    },
    get objects() {
      return texts().map((line) => JSON.parse(line) as Record<string, unknown>)
    },
    get text() {
      return written
    },
    clear: () => {
      written = ''
    },
  }
}
