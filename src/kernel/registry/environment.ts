/** Registry values that the environment sets: `GROUP__KEY`, for the default store only. */
import { didYouMean } from '../near-miss.js'
import type { Group } from './group.js'
import { isAbsent } from './setting.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads every `GROUP__KEY` of the declared groups; mistakes are gathered, not thrown. */
export function readEnvironment(environment: Environment, groups: readonly Group[]) {
  const values = new Map<string, unknown>()
  const mistakes: string[] = []
  for (const [variable, raw] of Object.entries(environment)) {
    const cut = variable.indexOf('__')
    if (cut < 1) continue
    const groupName = variable.slice(0, cut)
    const key = variable.slice(cut + 2)
    const group = groups.find(({ name }) => name === groupName)
    if (!group) {
      const upper = key.toUpperCase()
      const meant = groups.find(
        (one) => isMisspelt(groupName, one.name) && Object.hasOwn(one.settings, upper),
      )
      if (meant)
        mistakes.push(`${variable}: there is no such group; ${meant.name}__${upper} is meant, maybe.`)
      continue
    }
    const setting = Object.hasOwn(group.settings, key) ? group.settings[key] : undefined
    if (!setting) {
      const keys = Object.keys(group.settings)
      mistakes.push(
        `${variable}: ${group.name} has no such setting; it has ${keys.join(', ')}.${didYouMean(key, keys)}`,
      )
      continue
    }
    if (isAbsent(raw)) continue
    const read = setting.schema.safeParse(raw)
    if (read.success) values.set(`${group.name}.${key}`, read.data)
    else mistakes.push(`${variable}: ${read.error.issues.map(({ message }) => message).join('; ')}.`)
  }
  return { values: values as ReadonlyMap<string, unknown>, mistakes }
}

// Only a near miss: the environment is full of other programs' variables.
function isMisspelt(written: string, name: string): boolean {
  const plain = (word: string) => word.toUpperCase().replaceAll('_', '')
  const [a, b] = [plain(written), plain(name)]
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end <= 1
}
