/** A visit for tests of pages that need no server. */
import { createLog } from '../../src/kernel/log.js'
import type { Role, Visit } from '../../src/kernel/pages/page.js'
import { createWords } from '../../src/kernel/pages/words.js'

export interface VisitWishes {
  readonly store?: string
  readonly role?: Role
  readonly params?: Readonly<Record<string, string>>
  /** As in the address: `state=dead&page=2`. */
  readonly query?: string
  readonly now?: number
}

export function visitOf(wishes: VisitWishes = {}): Visit {
  const { store = 'default', role = 'admin', params = {}, query = '', now = Date.now() } = wishes
  return {
    store,
    role,
    params,
    now,
    user: 'ada',
    query: new URLSearchParams(query),
    words: createWords({ languages: 'en-GB', timeZone: 'Europe/Berlin', now }),
    log: createLog({ level: 'silent' }),
    signal: new AbortController().signal,
    href(path, asked = {}) {
      const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
      const text = new URLSearchParams(
        given.map(([name, value]) => [name, String(value)] as [string, string]),
      )
      return `./admin${path === '/' ? '' : path}${given.length > 0 ? `?${text}` : ''}`
    },
    below: (path) => `.${path}`,
  }
}
