/** What a caller is told while the database does not answer: try again, and nothing of what the driver said. */
import { AppError } from '../errors.js'

/** Errors of ours pass as they are; a driver's becomes DATABASE_AWAY. */
export function databaseAway(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  return new AppError('DATABASE_AWAY', 'unavailable', 'The database does not answer.', {
    cause,
    retryAfterSeconds: 30,
  })
}
