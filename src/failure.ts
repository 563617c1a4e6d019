/** How a program of ours ends when something went wrong: one clear sentence, and an exit code that says whose fault it is. */
import type { Terminal } from './kernel/command.js'
import { AppError } from './kernel/errors.js'
import { placeOfError, safeMessage } from './kernel/security/describe-error.js'

/** 2 where the caller can mend it (arguments, configuration), 1 for everything else. */
export function reportFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof AppError) {
    terminal.note(`${error.code}: ${error.message}`)
    terminal.give({ error: { code: error.code, message: error.message } })
    return error.fault === 'invalid' || error.fault === 'missing' ? 2 : 1
  }
  terminal.note(`Storecast failed, and this is a defect: ${told(error)}`)
  terminal.give({ error: { code: 'INTERNAL', message: 'Storecast failed; standard error has the details.' } })
  return 1
}

// A driver's own text holds the statement with its values.
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name}: ${safeMessage(error)}\n${placeOfError(error).stack ?? ''}`
}
