/** The error for a registry group or key that does not exist, with what was meant, maybe. */
import { AppError } from '../errors.js'
import { didYouMean } from '../near-miss.js'
import type { Group } from './group.js'

/** What to throw where `group`, or `key` in it, is not declared. */
export function unknownSetting(groups: readonly Group[], group: string, key?: string): AppError {
  const names = groups.map(({ name }) => name)
  const found = groups.find(({ name }) => name === group)
  if (!found || key === undefined) {
    return new AppError(
      'SETTING_UNKNOWN',
      'missing',
      `There is no group ${group}; there is ${names.join(', ')}.${didYouMean(group, names)}`,
    )
  }
  const keys = Object.keys(found.settings)
  // A group may have dozens; where one of them is near, the others only hide it.
  const told =
    didYouMean(key, keys).replace(/^ /, '. ') ||
    `; there is ${keys.map((each) => `${group}.${each}`).join(', ')}.`
  return new AppError('SETTING_UNKNOWN', 'missing', `There is no setting ${group}.${key}${told}`)
}
