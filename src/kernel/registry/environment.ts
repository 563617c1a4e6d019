/** Registry values that the environment sets: `GROUP__KEY`, for the default store only. */
import type { Group } from './group.js'
import { isAbsent } from './setting.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads every `GROUP__KEY` of the declared groups; mistakes are gathered, not thrown. */
export function readEnvironment(environment: Environment, groups: readonly Group[]) {
  const values = new Map<string, unknown>()
  const mistakes: string[] = []
  for (const [variable, raw] of Object.entries(environment)) {
    const [groupName, key, ...rest] = variable.split('__')
    const group = groups.find(({ name }) => name === groupName)
    if (!group || key === undefined || rest.length > 0) continue
    const setting = group.settings[key]
    if (!setting) {
      mistakes.push(
        `${variable}: ${group.name} has no such setting; it has ${Object.keys(group.settings).join(', ')}.`,
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
