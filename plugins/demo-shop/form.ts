/** Forms: what was typed, and what is wrong with it. */
import type { Request } from 'express'

/** What was typed, by field; always text. */
export type Typed = Readonly<Record<string, string>>

/** By field, what to do about it. */
export type Mistakes = Readonly<Record<string, string>>

const longest = 200

/** The named fields of a form, trimmed and bounded; what is missing or no text is empty. */
export function typedIn<Name extends string>(
  req: Request,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const body = (req.body ?? {}) as Readonly<Record<string, unknown>>
  const entries = names.map((name) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    return [name, typeof value === 'string' ? value.trim().slice(0, longest) : '']
  })
  return Object.fromEntries(entries)
}

/** One sentence for each field that is empty or, if it is the mail address, cannot be one. */
export function mistakesIn(typed: Typed, required: Readonly<Record<string, string>>): Mistakes {
  const mistakes: Record<string, string> = {}
  for (const [name, what] of Object.entries(required)) {
    if (!typed[name]) mistakes[name] = `Please enter ${what}.`
  }
  if (typed.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email))
    mistakes.email = 'This does not look like an e-mail address. It should be like name@example.com.'
  return mistakes
}

export function isFine(mistakes: Mistakes): boolean {
  return Object.keys(mistakes).length === 0
}

/** A whole number that was typed; `otherwise` where it is none. */
export function wholeOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : otherwise
}
