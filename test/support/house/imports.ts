/** What a set of files imports, and whether it runs in a circle. */
import { posix } from 'node:path'
import ts from 'typescript'

/** Paths from the repository's root to texts; `/` between folders. */
export type Files = ReadonlyMap<string, string>

/** Every module name that a text imports, re-exports, or names in a type or a call of `import()`. */
export function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

/** The path that a relative import means; undefined for packages. */
export function resolveImport(from: string, name: string): string | undefined {
  if (!name.startsWith('.')) return undefined
  const path = posix.join(posix.dirname(from), name)
  return path.replace(/\.js$/, '.ts').replace(/\.jsx$/, '.tsx')
}

/** One circle of imports for each knot in the files, as the paths on the way round. */
export function findCycles(files: Files): readonly (readonly string[])[] {
  const done = new Set<string>()
  const cycles: string[][] = []
  const visit = (path: string, way: readonly string[]): void => {
    const met = way.indexOf(path)
    if (met >= 0) {
      cycles.push([...way.slice(met), path])
      return
    }
    const text = files.get(path)
    if (done.has(path) || text === undefined) return
    for (const name of importsOf(text)) {
      const next = resolveImport(path, name)
      if (next !== undefined) visit(next, [...way, path])
    }
    done.add(path)
  }
  for (const path of files.keys()) visit(path, [])
  return cycles
}
