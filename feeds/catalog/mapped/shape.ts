/** Small pieces for saying what a mapping looks like, and for telling every mistake in one at once. */
import { type Mistake, meant, type Path } from './mistake.js'

/** Tells what is wrong with a value; nothing where it is right. */
export type Shape = (value: unknown, path: Path) => readonly Mistake[]

export interface Key {
  readonly shape: Shape
  readonly isRequired: boolean
}

export type Keys = Readonly<Record<string, Key>>

export const needs = (shape: Shape): Key => ({ shape, isRequired: true })
export const may = (shape: Shape): Key => ({ shape, isRequired: false })

const rightIf =
  (isRight: (value: unknown) => boolean, message: string): Shape =>
  (value, path) =>
    isRight(value) ? [] : [{ path, message }]

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

export const word = (what: string): Shape => rightIf(isText, `must be ${what}, as a text`)
export const anyText = rightIf((value) => typeof value === 'string', 'must be a text')
export const yesOrNo = rightIf((value) => typeof value === 'boolean', 'must be true or false')
export const column = word('the name of a column')

/** A text that `isRight` takes. */
export const textThat = (isRight: (text: string) => boolean, message: string): Shape =>
  rightIf((value) => isText(value) && isRight(value), message)

const isConstant = (value: unknown): boolean =>
  value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))

const isConstants = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isConstant)

export const constants = rightIf(isConstants, 'must be a list of texts and numbers, with one at least')
export const constantOrConstants = rightIf(
  (value) => isConstant(value) || isConstants(value),
  'must be a text, a number, null, or a list of these with one at least',
)

/** An object with these keys and no others; `also` sees it whole, once its keys are right. */
export const object =
  (keys: Keys, also: Shape = () => []): Shape =>
  (value, path) => {
    if (!isObject(value))
      return [{ path, message: `must be an object, as { ${Object.keys(keys).slice(0, 2).join(', ')}, … }` }]
    const mistakes: Mistake[] = []
    for (const [key, { shape, isRequired }] of Object.entries(keys)) {
      if (value[key] !== undefined) mistakes.push(...shape(value[key], [...path, key]))
      else if (isRequired) mistakes.push({ path, message: `has no ${key}, and needs one` })
    }
    mistakes.push(...unknownKeys(value, Object.keys(keys), path))
    return mistakes.length > 0 ? mistakes : also(value, path)
  }

function unknownKeys(value: Loose, known: readonly string[], path: Path): readonly Mistake[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key],
      message: `is not known here${meant(key, known) || `; known are ${known.join(', ')}`}`,
    }))
}

/** An object whose keys are the shop's own, as columns or words. */
export const record =
  (shape: Shape): Shape =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : shape(one, [...path, key])))
      : [{ path, message: 'must be an object, as { name: … }' }]

export const list =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown, at) => shape(one, [...path, at]))
      : [{ path, message: 'must be a list, as [ … ]' }]

/** Exactly one of these keys. */
export const oneOf =
  (...keys: readonly string[]): Shape =>
  (value, path) => {
    const given = keys.filter((key) => (value as Loose)[key] !== undefined)
    if (given.length === 1) return []
    const message =
      given.length === 0
        ? `needs ${keys.join(' or ')}`
        : `has ${given.join(' and ')}, and may have one of them`
    return [{ path, message }]
  }

export const all =
  (...shapes: readonly Shape[]): Shape =>
  (value, path) =>
    shapes.flatMap((shape) => shape(value, path))
