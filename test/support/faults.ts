/** What is wrong with a feed's items, by the channel's own table. */
import type { Channel, Field, Part } from '../../feeds/engine/channel.js'
import type { Element } from './elements.js'

const address = /^https?:\/\/[\w.~:/?#@!$&'()*+,;=%[\]-]+$/
const oneLine = /^\S(?:[^\n]*\S)?$/
const noLimit = Number.POSITIVE_INFINITY

/** Code points, as the platforms count. */
const lengthOf = (text: string): number => [...text].length

/** Every rule of the table that an item breaks; empty for a good one. */
export function faultsOf({ inner }: Element, { fields }: Pick<Channel, 'fields'>): readonly string[] {
  const names = new Set(fields.map(({ name }) => name))
  const unknown = inner.filter(({ name }) => !names.has(name)).map(({ name }) => `${name} is unknown`)
  return [...unknown, ...fields.flatMap((field) => faultsOfField(field, inner))]
}

function faultsOfField(field: Field, inner: readonly Element[]): readonly string[] {
  const { name, kind, most, mostTogether = noLimit, required, parts = [] } = field
  const own = inner.filter((element) => element.name === name)
  const together = own.reduce((sum, element) => sum + lengthOf(textsOf(element).join('')), 0)
  return [
    ...(own.length > most ? [`${name} stands ${own.length} times`] : []),
    ...(required && own.length !== 1 ? [`${name} stands ${own.length} times, and is required`] : []),
    ...(together > mostTogether ? [`${name} has ${together} code points together`] : []),
    ...own.flatMap((element) =>
      kind === 'parts' ? faultsOfRecord(element, parts) : faultsOfText(element, { ...field, kind }),
    ),
  ]
}

const textsOf = ({ text, inner }: Element): readonly string[] =>
  inner.length === 0 ? [text] : inner.map((part) => part.text)

function faultsOfRecord({ name, inner }: Element, parts: readonly Part[]): readonly string[] {
  const told = inner.map((part) => part.name)
  const lacking = parts.filter((part) => part.required && !told.includes(part.name))
  return [
    ...(told.length === 0 ? [`${name} is empty`] : []),
    ...(new Set(told).size < told.length ? [`${name} holds a part twice`] : []),
    ...lacking.map((part) => `${name} lacks ${part.name}`),
    ...inner.flatMap((element) => {
      const part = parts.find((each) => each.name === element.name)
      return part === undefined ? [`${name} holds ${element.name}`] : faultsOfText(element, part)
    }),
  ]
}

function faultsOfText({ name, text, inner }: Element, { kind, limit = noLimit }: Part): readonly string[] {
  return [
    ...(inner.length > 0 ? [`${name} holds elements`] : []),
    ...(text === '' ? [`${name} is empty`] : []),
    ...(lengthOf(text) > limit ? [`${name} has ${lengthOf(text)} code points`] : []),
    ...(kind === 'url' && !address.test(text) ? [`${name} is no address`] : []),
    ...((kind === 'line' || kind === 'rich') && !oneLine.test(text) ? [`${name} is not one line`] : []),
  ]
}
