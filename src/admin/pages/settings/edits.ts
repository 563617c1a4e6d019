/** What a form of settings asks to change, and what is wrong with it. */
import { type Edit, isAbsent, type Resolved, refusalOf, textOfValue } from '../../../kernel.js'
import type { FieldState } from './setting-field.js'
import { tellText } from './value.js'

export interface Asked {
  /** What was changed and may be. */
  readonly edits: readonly Edit[]
  /** By key, every field as it was sent, for the form to come back with. */
  readonly fields: ReadonlyMap<string, FieldState>
  readonly isRefused: boolean
}

// The longest value there is takes 500.
const mostCharacters = 2_000

/** Only fields that were on the form and that their reader changed are looked at; whatever else was sent is not. */
export function askedFor(entries: readonly Resolved[], form: URLSearchParams): Asked {
  const edits: Edit[] = []
  const fields = new Map<string, FieldState>()
  for (const entry of entries) {
    const { key, setting } = entry
    const was = form.get(`was.${key}`)
    if (was === null || setting.sealed || entry.source === 'environment') continue
    // A switch that is off sends nothing.
    const typed = form.get(key) ?? (setting.kind === 'flag' ? 'false' : was)
    const now = textOfValue(entry.value)
    const isTouched = typed.trim() !== was.trim()
    const isChanged = isTouched && typed.trim() !== now
    const error = isChanged ? mistakeIn(entry, typed, was, now) : undefined
    fields.set(key, { text: isTouched ? typed : now, was: now, error })
    if (isChanged && error === undefined) edits.push({ key, text: isAbsent(typed) ? undefined : typed })
  }
  return { edits, fields, isRefused: [...fields.values()].some(({ error }) => error !== undefined) }
}

function mistakeIn({ setting }: Resolved, text: string, was: string, now: string): string | undefined {
  if (was.trim() !== now)
    return `Meanwhile somebody changed it to: ${tellText(setting, now)}. Save again to replace that.`
  if (isAbsent(text)) return undefined
  if (text.length > mostCharacters) return 'Is far too long.'
  const why = refusalOf(setting, text)
  return why && `${why.charAt(0).toUpperCase()}${why.slice(1)}`
}
