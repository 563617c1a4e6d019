/** What an event tells Meta of its shopper: which fields, as they were shortened. */
import { facts, type Html, html } from '../../../src/kernel.js'
import { matchFields } from './match-fields.js'
import type { Json } from './redacted.js'

const mostShown = 40

export function eventShopper(user: Json): Html {
  const given = Object.entries(user).slice(0, mostShown)
  if (given.length === 0) return html`<p>Nothing.</p>`
  return html`<p>Personal fields are sent as prints (SHA-256) that only tell whether Meta knows the same; here they are shortened.</p>
${facts(given.map(([key, value]) => [labelOf(key), [value].flat().map(String).join(', ')]))}`
}

function labelOf(key: string): string {
  const field = matchFields.find(({ keys }) => keys.includes(key))
  if (field === undefined) return key
  return field.keys.length === 1 ? field.label : `${field.label} (${key})`
}
