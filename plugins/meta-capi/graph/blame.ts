/** Which event and field an error is about, from the paths in it: they stand in every language's message alike. */
import { parsed } from './parsed.js'

export interface Blame {
  /** Undefined where none is named, or several. */
  readonly index?: number
  readonly field?: string
}

// A platform's text may quote what a shopper typed; what is longer than this is not looked at.
const mostCharacters = 10_000

const step = String.raw`\[\s*['"]?\w{1,64}['"]?\s*\]|\.\w{1,64}`
// $['data'][3]['custom_data'], data[3][custom_data], data[3].custom_data; custom_data[3] is not one.
const brackets = `(?:\\[\\s*['"]?data['"]?\\s*\\]|(?<!\\w)data)\\s*\\[\\s*['"]?(\\d{1,5})['"]?\\s*\\]`
const dots = String.raw`(?<![\w.])data\.(\d{1,5})(?!\w)`
const path = new RegExp(`(?:${brackets}|${dots})((?:${step}){0,8})`, 'g')

/** `error` is the object that Graph answers under that name; anything may be in it. */
export function blameOf(error: Readonly<Record<string, unknown>>): Blame {
  const specs = specsOf(error.error_data)
  const texts = [error.message, error.error_user_msg, ...specs]
  const found = texts.flatMap((text) => (typeof text === 'string' ? pathsIn(text) : []))
  const indexes = new Set(found.map(({ index }) => index))
  const fields = new Set(found.flatMap(({ field }) => (field === '' ? [] : [field])))
  const [index] = indexes
  const [field] = fields.size === 0 && specs.length === 1 ? stepsOf(specs[0] ?? '') : fields
  return {
    // A message that quotes a value could name an event beside the one it means: then neither is believed.
    ...(indexes.size === 1 && index !== undefined && { index }),
    ...(indexes.size <= 1 && field !== undefined && { field }),
  }
}

function pathsIn(text: string): readonly { readonly index: number; readonly field: string }[] {
  return [...text.slice(0, mostCharacters).matchAll(path)].map(([, inBrackets, afterDot, steps = '']) => ({
    index: Number(inBrackets ?? afterDot),
    field: namesIn(steps).join('.'),
  }))
}

/** Each blamed path as one text; `error_data` is mostly JSON inside a string. */
function specsOf(errorData: unknown): readonly string[] {
  const data = typeof errorData === 'string' ? parsed(errorData) : errorData
  const specs =
    typeof data === 'object' && data !== null && 'blame_field_specs' in data && data.blame_field_specs
  if (!Array.isArray(specs)) return []
  return specs.slice(0, 100).map((spec: unknown) =>
    [spec]
      .flat()
      .filter((part) => typeof part === 'string' || typeof part === 'number')
      .map((part) => (/^\w+$/.test(String(part)) ? `[${part}]` : String(part)))
      .join(''),
  )
}

/** The field of a blamed path that names no event. */
function stepsOf(spec: string): readonly string[] {
  const names = /^(?:\[\w{1,64}\]){1,8}$/.test(spec) ? namesIn(spec) : []
  return names.length === 0 || names[0] === 'data' ? [] : [names.join('.')]
}

function namesIn(steps: string): readonly string[] {
  return steps.match(/\w+/g) ?? []
}
