/** A route: an address, who may call it, and what it answers. */
import type { Request, Response } from 'express'
import type { AppError } from '../errors.js'
import type { Log } from '../log.js'
import type { Role } from '../pages/page.js'

/** What a token route asks of a caller right now. */
export type Gate =
  | { readonly state: 'closed'; readonly why: AppError }
  | { readonly state: 'open' }
  /** Any one of these tokens opens it; two of them stand here while one replaces the other. */
  | { readonly state: 'guarded'; readonly tokens: readonly string[] }

/** What a signed route asks of a caller right now; there is no way past a signature. */
export type SignedGate =
  | { readonly state: 'closed'; readonly why: AppError }
  /** Any one of these keys may have signed; two of them stand here while one replaces the other. */
  | { readonly state: 'guarded'; readonly keys: readonly string[] }

/** Who may call a route; there is no default, so that nothing is public by accident. */
export type Access =
  | { readonly kind: 'open' }
  | { readonly kind: 'token'; readonly realm: string; readonly gate: (store: string) => Promise<Gate> }
  | { readonly kind: 'signed'; readonly realm: string; readonly gate: (store: string) => Promise<SignedGate> }
  | { readonly kind: 'admin'; readonly realm: string; readonly role: Role; readonly gate: AdminGate }

/** Resolves for somebody who is signed in with at least this role in the call's store; throws the answer for others. */
export type AdminGate = (call: Call, role: Role) => Promise<void>

export const open: Access = { kind: 'open' }

/** Access by `?token=`, Bearer or Basic; the gate says, per store and call, whether and which tokens are asked. */
export function token(realm: string, gate: (store: string) => Promise<Gate>): Access {
  return { kind: 'token', realm, gate }
}

/** Access by a `Storecast-Signature` over time and raw body, which must be JSON; for POST routes that take a body. */
export function signed(realm: string, gate: (store: string) => Promise<SignedGate>): Access {
  return { kind: 'signed', realm, gate }
}

/** Access by a merchant's session; what is posted must come from a page of our own. */
export function admin(role: Role, gate: AdminGate): Access {
  return { kind: 'admin', realm: 'Storecast', role, gate }
}

/** One authorised request, as a route's handler sees it. */
export interface Call {
  readonly req: Request
  readonly res: Response
  readonly store: string
  /** What stands in the address where the path has `:name`, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly requestId: string
  readonly log: Log
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
  /** The bytes that were signed; throws on a route that is not, where the handler reads `req` itself. */
  body(): Buffer
}

export interface Route {
  /** GET answers HEAD as well; node drops the body. */
  readonly method: 'GET' | 'POST'
  /** Below the mount point, with `:name` for what may differ; routes of stores also stand under `/s/:store`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  /** `store`: one per store; `process`: about the process itself, once. */
  readonly scope: 'store' | 'process'
  /** Bytes of body a caller may send; 0 unless given. */
  readonly bodyLimitBytes?: number
  /** Left out of the rate limit: health probes only. */
  readonly unlimited?: boolean
  /** Tells people what went wrong, in place of problem details; whatever it throws is told as those. */
  showError?(call: Call, error: AppError): Promise<void> | void
  handle(call: Call): Promise<void> | void
}
