/** The one error class of Storecast, and the table of faults that says what each means over HTTP. */

/** What kind of wrong it is, and the HTTP status that says so. */
export const faults = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Credentials are required' },
  forbidden: { status: 403, title: 'Not allowed' },
  missing: { status: 404, title: 'Not found' },
  method: { status: 405, title: 'Method not allowed' },
  tooSlow: { status: 408, title: 'The request came too slowly' },
  conflict: { status: 409, title: 'It contradicts what came before' },
  tooLarge: { status: 413, title: 'The request body is too large' },
  wrongType: { status: 415, title: 'The type of the request body is not taken here' },
  tooMany: { status: 429, title: 'Too many requests' },
  broken: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const

export type Fault = keyof typeof faults

export interface AppErrorOptions extends ErrorOptions {
  /** Seconds after which the caller may try again; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number
}

/** Thrown for what the caller cannot use; the message never carries a secret or a payload's values. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly fault: Fault
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, fault: Fault, message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.fault = fault
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Every code that an error can carry, in SCREAMING_SNAKE; docs/errors.md explains each, and a test compares. */
export type ErrorCode = Uppercase<string>
