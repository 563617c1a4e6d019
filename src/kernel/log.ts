/** Logs: JSON lines of chosen fields; a second net hides what should never have been passed in. */
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { withoutQuery } from './security/redact.js'

export type Log = Logger

export interface LogOptions {
  readonly level: string
  /** Where lines go; standard output unless given. */
  readonly destination?: DestinationStream
}

const secretPaths = ['token', 'secret', 'password', 'authorization', 'cookie', 'query'].flatMap((key) => [
  key,
  `*.${key}`,
  `*.*.${key}`,
])

/** The root logger of one Storecast; modules get children of it. */
export function createLog({ level, destination }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: secretPaths, censor: '[hidden]' },
      serializers: { url: withoutQuery, err: describeError, error: describeError },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  )
}

// Database drivers put whole statements, values included, into messages and extra fields; only these three are safe.
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'not an error' }
  const { type, stack } = stdSerializers.err(error)
  const code = (error as { code?: unknown }).code
  return { type, code, message: withoutBindings(error.message), stack: withoutBindings(stack) }
}

function withoutBindings(text: string): string {
  const statement = /\b(?:select|insert|update|delete|replace) [\s\S]*? - (?=[^\n]*)/i
  return text.replace(statement, '')
}
