/** Logs: JSON lines of chosen fields; a second net hides what should never have been passed in. */
import { type DestinationStream, type Logger, pino } from 'pino'
import { describeError, safeMessage } from './security/describe-error.js'
import { withoutQuery } from './security/redact.js'

export type Log = Logger

export interface LogOptions {
  readonly level: string
  /** Where lines go; standard output unless given. */
  readonly destination?: DestinationStream
}

const secretKeys = [
  'token',
  'tokens',
  'secret',
  'password',
  'authorization',
  'cookie',
  'query',
  'sql',
  'sqlMessage',
  'bindings',
]
const secretPaths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/** The root logger of one Storecast; modules get children of it. */
export function createLog({ level, destination }: LogOptions): Log {
  return pino(
    {
      level,
      base: null,
      redact: { paths: secretPaths, censor: '[hidden]' },
      serializers: { url: withoutQuery, err: describeError, error: describeError },
      formatters: { log: withErrorsDescribed },
      hooks: {
        // Without a message pino takes the error's own, and a driver's holds the whole statement.
        logMethod(args, method) {
          const [first, message] = args as readonly unknown[]
          const err = first instanceof Error ? first : (first as { err?: unknown } | null | undefined)?.err
          if (message === undefined && err instanceof Error)
            method.apply(this, [first instanceof Error ? { err } : (first as object), safeMessage(err)])
          else method.apply(this, args)
        },
      },
    },
    destination ?? pino.destination(1),
  )
}

// An error under another name than the two that have a serializer would be written with all its fields.
function withErrorsDescribed(fields: Record<string, unknown>): Record<string, unknown> {
  const stray = Object.keys(fields).filter(
    (key) => fields[key] instanceof Error && key !== 'err' && key !== 'error',
  )
  if (stray.length === 0) return fields
  return { ...fields, ...Object.fromEntries(stray.map((key) => [key, describeError(fields[key])])) }
}
