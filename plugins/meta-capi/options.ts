/** What a shop may tell in code about its shoppers, each with a stated default. */
import type { Request } from 'express'
import type { Consent } from './contract.js'
import type { GraphSender } from './delivery/sender.js'
import type { Rehearsal } from './rehearsal.js'
import type { UserDataInput } from './user-data/index.js'

/** Who makes a request, as far as the shop knows. */
export interface Shopper {
  /** Tells the visit from all others; becomes `external_id` of who is not known otherwise. */
  readonly sessionId?: string | undefined
  readonly user?: UserDataInput | undefined
  /** As `facebook`; only then their Facebook id is sent. */
  readonly loginProvider?: string | undefined
}

export interface MetaOptions {
  /** Must answer at once. Unless given: the id of the request's session (`req.sessionID`), and nothing of the user. */
  readonly identify?: (req: Request) => Shopper | undefined
  /** Must answer at once; undefined leaves it to the setting FACEBOOK_CONVERSION.CONSENT, which is the default. */
  readonly consent?: (req: Request) => Consent | undefined
  /** Takes the place of the HTTP client that posts to the Graph API. */
  readonly sender?: GraphSender
  /** Where the browser tag fetches the pixel from; Meta's own address unless given. */
  readonly pixelScript?: string
  /** Events go to a stand-in instead of Meta, without a testing code, unless `STORECAST_GRAPH_URL` names another place. */
  readonly rehearsal?: Rehearsal
}

/** What `identify` is unless given. */
export function sessionOf(req: Request): Shopper {
  const { sessionID, session } = req as {
    readonly sessionID?: unknown
    readonly session?: { readonly id?: unknown }
  }
  const id = sessionID ?? session?.id
  return typeof id === 'string' && id !== '' ? { sessionId: id } : {}
}
