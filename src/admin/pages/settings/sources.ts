/** Where a setting's value comes from, in words. */
import { type AuditedChange, type Html, html, type Resolved, type Visit } from '../../../kernel.js'
import { tellDefault, variableOf } from './value.js'

/** In a word, for lists. */
export const sourceWord: Readonly<Record<Resolved['source'], string>> = {
  environment: 'environment',
  database: 'set here',
  default: 'default',
}

/** `last` is how it was changed last, where it ever was. */
export function sourceLine(entry: Resolved, last: AuditedChange | undefined, { words }: Visit): Html {
  const { group, key, source, setting } = entry
  const initial = tellDefault(setting)
  const told = {
    environment: html`Set in the environment as <code>${variableOf(entry)}</code>: change it there.`,
    database: html`Set here${last && html` ${words.when(last.at)} by ${last.by}`}.`,
    default: html`This is the default.`,
  }[source]
  return html`<p class="quiet-text">${told} ${source !== 'default' && !setting.sealed && html`Default: ${initial}. `}<code>${group}.${key}</code></p>`
}
