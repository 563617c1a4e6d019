/** First and last names, and their beginnings. */
import { letters, roman, words } from './text.js'

const simple = /^[a-z0-9]+$/

/**
 * Lower case without punctuation. Meta's page allows special letters but recommends a-z, and says nothing of spaces,
 * which its SDK keeps and its builder removes: what differs is given in each form.
 */
export function nameForms(text: string): string | readonly string[] | undefined {
  const lower = text.toLowerCase()
  if (simple.test(lower)) return lower
  const spaced = words(text)
  if (spaced === undefined) return undefined
  const joined = spaced.includes(' ') ? (letters(text) ?? spaced) : spaced
  if (spaced === joined && simple.test(joined)) return joined
  const forms = [spaced]
  for (const form of [joined, roman(spaced), roman(joined)])
    if (form !== undefined && !forms.includes(form)) forms.push(form)
  return forms
}

/** The first letters of a name; letters outside the basic plane count as one. */
export function beginning(count: number): (text: string) => string | undefined {
  return (text) => {
    const lower = text.toLowerCase()
    if (simple.test(lower)) return lower.slice(0, count)
    const name = letters(text)
    return name === undefined || name.length <= count ? name : Array.from(name).slice(0, count).join('')
  }
}
