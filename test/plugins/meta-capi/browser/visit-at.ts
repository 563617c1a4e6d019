/** Visits as tests need them: an ordinary shop, a key, an own memory. */
import { createSecretKey } from 'node:crypto'
import { createFirstVisits } from '../../../../plugins/meta-capi/browser/first-visits.js'
import { siteOf } from '../../../../plugins/meta-capi/browser/site.js'
import type { Visit } from '../../../../plugins/meta-capi/browser/visit.js'

export const key = Buffer.from('a key of the tests, and of nobody else')

/** A visit to `www.shop.example` at this instant, in a process of its own unless a memory is given. */
export function visitAt(at: number, parts: Partial<Visit> = {}): Visit {
  return {
    site: siteOf('www.shop.example'),
    at,
    key: createSecretKey(key),
    memory: createFirstVisits({ now: () => at, mostSessions: 100, keepMs: 3_600_000 }),
    ...parts,
  }
}
