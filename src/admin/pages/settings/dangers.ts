/** Changes by which somebody cuts the branch they sit on: each is asked about before it is made. */
import type { Edit } from '../../../kernel.js'

interface Danger {
  readonly key: string
  isIn(text: string): boolean
  readonly warning: string
}

const dangers: readonly Danger[] = [
  {
    key: 'ADMIN.ENABLED',
    isIn: (text) => text === 'false',
    warning:
      'This switches these very pages off, for everyone. They come back with a command on the server: storecast registry set ADMIN ENABLED true',
  },
  {
    key: 'SERVER.RATE_LIMIT_PER_MINUTE',
    isIn: (text) => Number(text) < 60,
    warning:
      'With fewer than 60 requests a minute these pages may refuse you too. A command on the server takes it back: storecast registry set SERVER RATE_LIMIT_PER_MINUTE --unset',
  },
]

export interface Warning {
  readonly key: string
  readonly text: string
}

/** Those that nobody has said to be sure of; `sure` has the keys that somebody did. */
export function warningsOf(
  group: string,
  edits: readonly Edit[],
  sure: readonly string[],
): readonly Warning[] {
  return edits.flatMap(({ key, text }) =>
    dangers
      .filter((danger) => danger.key === `${group}.${key}` && text !== undefined && danger.isIn(text.trim()))
      .filter((danger) => !sure.includes(danger.key))
      .map(({ key: name, warning }) => ({ key: name, text: warning })),
  )
}
