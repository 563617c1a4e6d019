/** What the events commands share: how their options are read, and how an entry is shown in a line. */
import { AppError, type EntryLine, type EntryState, entryStates, nearest } from '../../../src/kernel.js'

export type Options = Readonly<Record<string, string | boolean | undefined>>

export const storeOf = (options: Options): string => String(options.store ?? 'default')

export function stateOf(options: Options): EntryState | undefined {
  if (options.state === undefined) return undefined
  const state = entryStates.find((each) => each === options.state)
  if (state) return state
  const meant = nearest(String(options.state), entryStates)
  throw new AppError(
    'COMMAND_USAGE',
    'invalid',
    `--state takes ${entryStates.join(', ')}.${meant ? ` ${meant} is meant, maybe.` : ''}`,
  )
}

export function limitOf(options: Options): number {
  const limit = Number(options.limit ?? 20)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1_000) return limit
  throw new AppError('COMMAND_USAGE', 'invalid', '--limit takes a whole number from 1 to 1000.')
}

export function lineOf(entry: EntryLine): string {
  const order = entry.orderId === undefined ? '' : `  order ${entry.orderId}`
  const why = entry.reason === undefined ? '' : `  (${entry.reason})`
  const at = new Date(entry.madeAt).toISOString()
  return `${entry.id}  ${at}  ${entry.state.padEnd(7)} ${entry.name}${order}${why}`
}

export function unknownEntry(id: string): AppError {
  return new AppError(
    'EVENT_UNKNOWN',
    'missing',
    `There is no stored event ${JSON.stringify(id)} in this store.`,
  )
}
