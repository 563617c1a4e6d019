/** Cities, as Meta's page and its own code want them. */
import { letters, roman } from './text.js'

const simple = /^[a-z]+$/

/**
 * Lower case without punctuation and spaces. Of special letters Meta's page keeps all, recommends a-z, and its
 * parameter builder removes them: what differs is given in each form.
 */
export function cityForms(text: string): string | readonly string[] | undefined {
  const lower = text.toLowerCase()
  if (simple.test(lower)) return lower
  const city = letters(text)
  if (city === undefined || !/\p{L}/u.test(city)) return undefined
  const folded = roman(city)
  if (folded === city) return city
  const bare = city.replace(/[^a-z0-9]+/g, '')
  const forms = folded === undefined ? [city] : [city, folded]
  // Of Łódź it would leave a mere d: that many places share.
  return /^[a-z][a-z0-9]{2}/.test(bare) ? [...forms, bare] : forms
}
