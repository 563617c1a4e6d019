/** A folder of a test's own, under the system's temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { hold } from './held.js'

export interface TempFolder {
  readonly path: string
  /** Removes it with all that is in it; may be called twice. */
  remove(): void
}

/** The caller removes it; a folder that is left fails the file. */
export function tempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'storecast-test-'))
  const remove = () => rmSync(path, { recursive: true, force: true })
  const release = hold(`the folder ${path}`, remove)
  return {
    path,
    remove: () => {
      remove()
      release()
    },
  }
}

/** The path of a folder that goes when the current test has finished; only inside a test. */
export function testFolder(): string {
  const folder = tempFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}
