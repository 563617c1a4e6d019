/** What of an error may stand in a log: its kind, code, place and cause, and those of its words that carry no values. */
import { withoutAddressSecrets } from './redact.js'

const deepestCause = 4
const statement =
  /^\W*(?:select|with|insert|update|delete|replace|create|alter|drop|begin|commit|rollback|set|call)\b/i

/** Works on any thrown value; never gives back a statement, a bound value, a password or a query string. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: 'not an error' }
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown }
  return {
    type: error.constructor.name,
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    message: safeMessage(error),
    stack: framesOf(error.stack),
    ...(cause !== undefined && depth < deepestCause && { cause: describeError(cause, depth + 1) }),
  }
}

/** A driver's error for whoever logs it: its kind, code and words, without the statement and its values. */
export function withoutValues(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('not an error')
  const { code } = error as { readonly code?: unknown }
  const bare = Object.assign(new Error(safeMessage(error)), code !== undefined && { code })
  bare.stack = `${error.name}: ${bare.message}\n${framesOf(error.stack)}`
  return bare
}

/** The same of an error of somebody else's code, whose words may hold anything: its kind and its place. */
export function placeOfError(error: unknown): { readonly type: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { type: typeof error }
  return { type: error.constructor.name, stack: framesOf(error.stack) }
}

/** The error's message without values. */
export function safeMessage(error: Error): string {
  const { sqlMessage } = error as { readonly sqlMessage?: unknown }
  // MySQL quotes values ("Duplicate entry 'x' for key 'y'"), and a value may hold quotes itself.
  const said =
    typeof sqlMessage === 'string' ? sqlMessage.replace(/'[\s\S]*'/, "'…'") : withoutStatement(error.message)
  return withoutAddressSecrets(said)
}

// Knex writes the statement with its values before the driver's message; a value may hold the separator, the message of no driver does.
function withoutStatement(message: string): string {
  return statement.test(message) ? message.slice(message.lastIndexOf(' - ') + 3) : message
}

// The first lines repeat the message; a frame ends with its place.
function framesOf(stack: string | undefined): string {
  const lines = stack?.split('\n') ?? []
  return lines.filter((line) => /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line)).join('\n')
}
