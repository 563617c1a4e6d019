/** The rules of the house, each a function from files to what breaks it. */
import { type Files, findCycles, importsOf, resolveImport } from './imports.js'
import { layerOf, mayImport } from './layers.js'

/** One sentence for each thing that breaks a rule; empty when the house is in order. */
export function brokenRules(files: Files): readonly string[] {
  return [
    ...homeless(files),
    ...wrongImports(files),
    ...findCycles(files).map((way) => `imports run in a circle: ${way.join(' → ')}`),
    ...emptyNames(files),
    ...unintroduced(files),
  ]
}

function homeless(files: Files): readonly string[] {
  return [...files.keys()].filter((path) => !layerOf(path)).map((path) => `${path} has no room in the house`)
}

function wrongImports(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) =>
    importsOf(text).flatMap((name) => {
      if (/^storecast(\/|$)/.test(name)) return [`${path} imports its own package by name`]
      const target = resolveImport(path, name)
      if (target === undefined || !layerOf(path) || mayImport(path, target)) return []
      return [`${path} (${layerOf(path)?.name}) may not import ${target}`]
    }),
  )
}

const emptyWords = new Set(
  ['util', 'helper', 'common', 'shared', 'misc', 'manager', 'service'].flatMap((word) => [word, `${word}s`]),
)

// A name that fits everything says nothing: such a file collects what has no noun.
function emptyNames(files: Files): readonly string[] {
  return [...files.keys()].flatMap((path) => {
    const word = path.split(/[/.-]/).find((part) => emptyWords.has(part))
    return word === undefined ? [] : [`${path} is named "${word}", which names nothing`]
  })
}

const introduction = /^(#![^\n]*\n)?\/\*\*\s+(\* )?\S+ \S+ \S+/

function unintroduced(files: Files): readonly string[] {
  return [...files]
    .filter(([, text]) => !introduction.test(text))
    .map(([path]) => `${path} does not begin with a sentence that says what it is (/** … */)`)
}
