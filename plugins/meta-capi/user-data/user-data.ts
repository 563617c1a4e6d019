/** What Meta is told of a shopper: the `user_data` of an event, without any clear text of the personal fields. */

/** SHA-256 in lower-case hex, each once. */
export type Hashes = readonly string[]

/** Absent keys had nothing that Meta could use. */
export type UserData = {
  readonly em?: Hashes
  readonly ph?: Hashes
  readonly fn?: Hashes
  readonly ln?: Hashes
  readonly ge?: Hashes
  readonly db?: Hashes
  readonly dobd?: Hashes
  readonly dobm?: Hashes
  readonly doby?: Hashes
  readonly ct?: Hashes
  readonly st?: Hashes
  readonly zp?: Hashes
  readonly country?: Hashes
  readonly external_id?: Hashes
  readonly f5first?: Hashes
  readonly f5last?: Hashes
  readonly fi?: Hashes
  readonly app_user_id?: Hashes
  readonly client_ip_address?: string
  readonly client_user_agent?: string
  readonly fbc?: string
  readonly fbp?: string
  readonly subscription_id?: string
  /** Text where it is too large for a JavaScript number. */
  readonly lead_id?: number | string
  readonly fb_login_id?: number | string
  readonly madid?: string
  readonly anon_id?: string
  readonly page_id?: string
  readonly page_scoped_user_id?: string
  readonly ctwa_clid?: string
  readonly ig_account_id?: string
  readonly ig_sid?: string
}
