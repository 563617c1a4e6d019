/** A browser's visit to a site, and what two processes derive alike from the session that it belongs to. */
import { createHmac, type KeyObject } from 'node:crypto'
import type { FirstVisits } from './first-visits.js'
import type { Site } from './site.js'

export interface Visit {
  readonly site: Site
  /** The instant that what is made for it begins at, in milliseconds. */
  readonly at: number
  /** Any text that stays the same over a visit and is the visitor's alone. */
  readonly session?: string | undefined
  readonly key: KeyObject
  readonly memory: FirstVisits
}

/** A secret of the session, another for each site and purpose; the same in every process that has the key. */
export function sessionDigest(visit: Visit, session: string, ...purpose: readonly string[]): Buffer {
  return createHmac('sha256', visit.key)
    .update(JSON.stringify([visit.site.name, session, ...purpose]))
    .digest()
}
