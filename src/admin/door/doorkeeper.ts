/** The doorkeeper: who may come in, and what the frame must know of whoever did. */
import type { AdminGate, AppError, Call, Page, Role, Route, Visit } from '../../kernel.js'

/** Somebody who is signed in, as the call's store sees them. */
export interface Person {
  readonly name: string
  readonly role: Role
  /** The stores that they may see. */
  readonly stores: readonly string[]
}

export interface Doorkeeper {
  /** What pages ask before they show anything. */
  readonly gate: AdminGate
  /** For what belongs to no store: lets in whoever is signed in, with a one-time password too. */
  readonly lobby: AdminGate
  /** Throws ADMIN_DISABLED while the pages are switched off. */
  requireOpen(): Promise<void>
  /** Whoever the gate let in with this call. */
  personOf(call: Call): Person
  /** The door's own pages ask of a visit whose session it is. */
  accompany(visit: Visit, call: Call): void
  /** Says something once at the top of the next page that this session shows. */
  leaveNotice(call: Call, text: string): Promise<void>
  takeNotice(call: Call): Promise<string | undefined>
  /**
   * Answers an error of the gate by the way that leads on, as to sign in, where nothing that was typed is lost;
   * false where there is none, and somebody else must tell it.
   */
  turnAway(call: Call, error: AppError): Promise<boolean>
  /** Signing in and out. */
  routes(): readonly Route[]
  /** One's own password, and the people of a store. */
  pages(): readonly Page[]
}
