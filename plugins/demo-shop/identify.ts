/** Who the shopper is, as the shop tells Storecast. */
import type { IncomingMessage } from 'node:http'
import { type Customer, findSession } from './session.js'

export interface Shopper {
  /** The same for all that one shopper does before their session ends. */
  readonly sessionId?: string
  /** What they told of themselves; Storecast hashes it before it is kept anywhere. */
  readonly user?: Customer
}

/** For the option `identify` of the events; knows nothing of requests that did not come through the shop. */
export function identifyShopper(req: IncomingMessage): Shopper {
  const session = findSession(req)
  if (!session) return {}
  return { sessionId: session.shopper, ...(session.customer && { user: session.customer }) }
}
