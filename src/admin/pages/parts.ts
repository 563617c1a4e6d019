/** What the admin's own pages stand on. */
import type { Host } from '../../kernel.js'

/** A change of who may come in, as the audit page tells it. */
export interface AccessChange {
  /** Ordered by time, as those of the registry's audit. */
  readonly id: string
  readonly at: number
  readonly by: string
  /** What happened, and to whom. */
  readonly what: string
}

export interface PagesParts {
  readonly host: Pick<Host, 'registry' | 'problems' | 'breakers' | 'house' | 'database'>
  /** The newest first, of those with an id below `before`. */
  accessChanges(store: string, limit: number, before?: string): Promise<readonly AccessChange[]>
}
