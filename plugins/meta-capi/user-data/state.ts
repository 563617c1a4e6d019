/** States, provinces and regions, by the rule of their country. */
import { american, canadian, statesOfAmerica, statesOfCanada } from './state-names.js'
import { letters, roman } from './text.js'

/**
 * Two letters in the United States and Canada; elsewhere the whole name in lower case, and beside it the two letters
 * to which Meta's parameter builder cuts every name, though Meta's page asks for the whole.
 */
export function stateForms(
  text: string,
  country: string | undefined,
): string | readonly string[] | undefined {
  if (text.length === 2 && country !== undefined && american.has(country)) {
    return statesOfAmerica.get(text.toLowerCase())
  }
  const state = letters(withoutCountry(text, country))
  if (state === undefined || !/\p{L}/u.test(state)) return undefined
  const name = roman(state) ?? state
  if (country === undefined) {
    const code = statesOfAmerica.get(name)
    if (code !== undefined) return code
    return statesOfCanada.has(name) ? provinceForms(name, state) : foreignForms(state)
  }
  if (american.has(country)) return statesOfAmerica.get(name)
  return country === canadian ? provinceForms(name, state) : foreignForms(state)
}

/** Of `US-CA`, ISO 3166-2, the last part; other dashes belong to the name. */
function withoutCountry(text: string, country: string | undefined): string {
  return country !== undefined &&
    /^[a-z]{2}-[a-z0-9]{1,3}$/i.test(text) &&
    text.toLowerCase().startsWith(country)
    ? text.slice(3)
    : text
}

function provinceForms(name: string, state: string): string | readonly string[] | undefined {
  const code = statesOfCanada.get(name)
  return code === undefined || code === state ? code : [code, state]
}

function foreignForms(state: string): string | readonly string[] {
  const short = /^[a-z][a-z0-9]/.exec(state.replace(/[^a-z0-9]+/g, ''))?.[0]
  return short === undefined || short === state ? state : [state, short]
}
