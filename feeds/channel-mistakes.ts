/** Mistakes in a list of channels: what is none, what cannot be told in XML, and what two channels share. */
import type { Mistake } from './catalog/mapped/mistake.js'
import { type Channel, codeOf, type Field } from './engine/channel.js'
import { createElement, createGroup } from './engine/xml.js'
import { isLoose } from './loose.js'

/** Names are part of addresses and keys; codes are part of the names of settings. */
export function channelMistakes(value: unknown): readonly Mistake[] {
  if (!Array.isArray(value))
    return [{ path: ['channels'], message: 'must be a list, as [googleMerchant, facebookCatalog].' }]
  if (value.length === 0)
    return [{ path: ['channels'], message: 'is empty: leave it out for the channels of Google and Meta.' }]
  return value.flatMap((channel: unknown, at) =>
    [...shapeMistakes(channel), ...repeatedNames(channel, value.slice(0, at))].map((message) => ({
      path: ['channels', at],
      message,
    })),
  )
}

function repeatedNames(channel: unknown, before: readonly unknown[]): readonly string[] {
  const [own, others] = [soundChannels([channel])[0], soundChannels(before)]
  if (own === undefined) return []
  if (others.some(({ name }) => name === own.name))
    return [`a channel of the name ${own.name} is in the list already: give this one a name of its own.`]
  const code = codeOf(own)
  const other = others.find((each) => codeOf(each) === code)
  return other === undefined
    ? []
    : [
        `${other.name} has the code ${code} already: give ${own.name} a code of its own, as code: 'PINTEREST'.`,
      ]
}

/** Those that can be worked with, so that the rest of a configuration can be read against them. */
export function soundChannels(value: unknown): readonly Channel[] {
  return Array.isArray(value)
    ? value.filter((channel: unknown): channel is Channel => shapeMistakes(channel).length === 0)
    : []
}

function shapeMistakes(channel: unknown): readonly string[] {
  if (!isLoose(channel) || !Array.isArray(channel.fields))
    return ['is no channel: make it with defineChannel or extendChannel.']
  const mistakes: string[] = []
  const { name, title, code } = channel
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(name))
    mistakes.push('needs a name of a-z, 0-9 and -, at most 64 characters: it stands in the feed’s address.')
  if (typeof title !== 'string' || title.trim() === '') mistakes.push('needs a title, for the merchant.')
  if (code !== undefined && (typeof code !== 'string' || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code)))
    mistakes.push('needs a code of A-Z, 0-9 and _, as PINTEREST: it stands in the names of its settings.')
  channel.fields.forEach((field: unknown, at) => {
    const wrong = fieldMistake(field)
    if (wrong) mistakes.push(`${isLoose(field) && field.name ? `${field.name}` : `field ${at + 1}`} ${wrong}`)
  })
  return mistakes
}

const kinds = ['line', 'block', 'rich', 'url', 'exact', 'parts'] as const satisfies readonly Field['kind'][]

/** What every build would fail on, and not one product alone. */
function fieldMistake(field: unknown): string | undefined {
  if (!isLoose(field) || typeof field.name !== 'string' || typeof field.read !== 'function')
    return 'is no field: make it with required, optional, repeated or parts.'
  const { name, kind, parts = [] } = field
  if (!kinds.some((known) => known === kind)) return `needs a kind: ${kinds.join(', ')}.`
  if (!Array.isArray(parts) || (kind === 'parts' && parts.length === 0)) return 'needs its parts.'
  const names = parts.map((part: unknown) => (isLoose(part) ? String(part.name) : ''))
  const strange = [name, ...names].find((each) => !isElement(each))
  return strange === undefined
    ? undefined
    : `cannot be an element: ${JSON.stringify(strange)} is no name of XML with the prefix g: or none.`
}

function isElement(name: string): boolean {
  if (name === '') return false
  try {
    createElement(name)
    createGroup('g:id', [name])
    return true
  } catch {
    return false
  }
}
