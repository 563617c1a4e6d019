/** Environment variables that a module declares for itself: what a process must know, and a merchant need not. */
import type { z } from 'zod'

export type Variables = Readonly<Record<string, z.ZodType<string, string>>>

/** Reads them; mistakes are gathered, not thrown. */
export function readVariables(
  environment: Readonly<Record<string, string | undefined>>,
  variables: Variables,
) {
  const values = new Map<string, string>()
  const mistakes: string[] = []
  for (const [name, schema] of Object.entries(variables)) {
    const raw = environment[name]
    if (raw === undefined) continue
    const read = schema.safeParse(raw)
    if (read.success) values.set(name, read.data)
    else mistakes.push(`${name}: ${read.error.issues.map(({ message }) => message).join('; ')}.`)
  }
  return { values: values as ReadonlyMap<string, string>, mistakes }
}
