/** What the server asks of its settings; where they are kept is the caller's. */

export interface ServerSettings {
  /** Requests that one client address may make in a minute. */
  readonly rateLimitPerMinute: number
  /** Wrong credentials that one client address may send in a minute before they are answered with 429. */
  readonly failedCredentialsPerMinute: number
  /** Any one of these opens `/metrics`; none keeps it closed. */
  readonly metricsTokens: readonly string[]
}
