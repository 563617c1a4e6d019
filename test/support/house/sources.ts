/** The product's own source files, read from the repository. */
import { readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Files } from './imports.js'

const root = new URL('../../../', import.meta.url)

/** All TypeScript below these top-level folders; a folder that does not exist yet has none. */
export function readSources(folders: readonly string[] = ['src', 'feeds', 'plugins']): Files {
  const files = new Map<string, string>()
  for (const folder of folders) {
    for (const name of list(folder)) {
      const path = `${folder}/${name.split(sep).join('/')}`
      if (/\.tsx?$/.test(path)) files.set(path, readFileSync(new URL(path, root), 'utf8'))
    }
  }
  return files
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(fileURLToPath(new URL(folder, root)), { recursive: true, encoding: 'utf8' }).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
