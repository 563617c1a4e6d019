/** A shop's folder with a configuration in it, and the package as it is installed there; and commands that run in it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Ended, startChild } from './child.js'
import { testFolder } from './temp-folder.js'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

/** Holds `files` by their names; gone when the test has finished. */
export function configFolder(files: Readonly<Record<string, string>>): string {
  const folder = testFolder()
  const installed = join(folder, 'node_modules', 'storecast')
  mkdirSync(installed, { recursive: true })
  const whole = {
    'package.json': JSON.stringify({ type: 'module' }),
    'node_modules/storecast/package.json': JSON.stringify({ type: 'module', exports: './index.js' }),
    'node_modules/storecast/index.js': `export * from '${pathToFileURL(path('src/index.ts')).href}'`,
    ...files,
  }
  for (const [name, text] of Object.entries(whole)) writeFileSync(join(folder, name), text)
  return folder
}

export interface Ran extends Pick<Ended, 'code'> {
  readonly stdout: string
  readonly stderr: string
}

// What this machine's environment says must not reach the program.
const unset = Object.fromEntries(
  ['DATABASE_URL', 'STORECAST_SECRET', 'STORECAST_CATALOG', 'NODE_ENV', 'LOG_LEVEL', 'HOST', 'PORT'].map(
    (name) => [name, undefined],
  ),
)

/** Runs `storecast` in the folder until it ends. */
export async function storecast(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  const child = startChild(path('src/cli.ts'), { args, cwd: folder, env: { ...unset, ...env } })
  const { code } = await child.ended
  return { code, stdout: child.stdout, stderr: child.stderr }
}
