/** The shop's own configuration, `storecast.config.js`: finding it, loading it, and saying what is wrong with it. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Mistake, type Origin, type StorecastConfig, tellOption } from './app.js'
import { lineOf } from './config-place.js'
import { AppError } from './kernel/errors.js'
import { didYouMean } from './kernel/near-miss.js'

/** Looked for in the working directory, in this order. */
export const configNames = ['storecast.config.js', 'storecast.config.mjs'] as const

export interface ConfigFile {
  /** Not looked at yet, but for its keys. */
  readonly config: StorecastConfig
  readonly origin: Origin
  /** Keys that mean nothing. */
  readonly mistakes: readonly string[]
}

const keys = {
  catalog: true,
  channels: true,
  price: true,
  meta: true,
  modules: true,
  admin: true,
} as const satisfies Record<keyof StorecastConfig, true>

/** Runs the file and answers what it exports; undefined where there is none. Throws CONFIG_INVALID where it cannot be run. */
export async function readConfigFile(
  environment: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Promise<ConfigFile | undefined> {
  const path = await findConfig(environment, folder)
  if (path === undefined) return undefined
  const source = await readFile(path, 'utf8')
  const name = basename(path)
  const tell = (mistake: Mistake) => {
    const line = lineOf(source, mistake.path)
    return `${name}${line === undefined ? '' : `:${line}`}: ${tellOption(mistake)}`
  }
  const config = await load(path, source)
  const known = Object.keys(keys)
  return {
    config,
    origin: { name: path, tell, version: createHash('sha256').update(source).digest('hex') },
    mistakes: Object.keys(config)
      .filter((key) => !known.includes(key))
      .map((key) =>
        tell({
          path: [key],
          message: `is no option; there is ${known.join(', ')}.${didYouMean(key, known)}`,
        }),
      ),
  }
}

async function findConfig(environment: NodeJS.ProcessEnv, folder: string): Promise<string | undefined> {
  const named = environment.STORECAST_CONFIG?.trim()
  if (named) {
    const path = resolve(folder, named)
    if (!(await isFile(path))) throw invalid(`STORECAST_CONFIG: there is no file ${path}.`)
    if (!/\.[cm]?js$/.test(path)) throw invalid(`STORECAST_CONFIG: ${named} must end in .js or .mjs.`)
    return path
  }
  for (const name of configNames) {
    const path = resolve(folder, name)
    if (await isFile(path)) return path
  }
  return undefined
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

async function load(path: string, source: string): Promise<StorecastConfig> {
  let loaded: { readonly default?: unknown }
  try {
    loaded = await import(pathToFileURL(path).href)
  } catch (cause) {
    throw invalid(await tellFailure(path, source, cause), cause)
  }
  const config = loaded.default
  if (config === undefined)
    throw invalid(`${basename(path)}: has no default export; it needs "export default defineConfig({ … })".`)
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw invalid(
      `${basename(path)}: its default export must be an object: "export default defineConfig({ … })".`,
    )
  return config
}

async function tellFailure(path: string, source: string, cause: unknown): Promise<string> {
  const { message, stack = '' } = cause instanceof Error ? cause : new Error(String(cause))
  const line =
    lineIn(stack, path) ??
    (cause instanceof SyntaxError ? await checkedLine(path) : undefined) ??
    lineNaming(source, message)
  // Whoever has the file knows where it is; what it imports may be anywhere.
  const said = message.split('\n')[0]?.replace(` imported from ${path}`, '').replace(/\.?$/, '.')
  const advice = adviceOn(message, (cause as { code?: string }).code)
  return `${basename(path)}${line === undefined ? '' : `:${line}`}: ${said}${advice}`
}

function adviceOn(message: string, code: string | undefined): string {
  if (code === 'ERR_MODULE_NOT_FOUND' && message.includes("'storecast'"))
    return ' Install it where the file is: npm install storecast.'
  if (/import statement outside a module|Unexpected token 'export'/.test(message))
    return ' Name it storecast.config.mjs, for its package is of CommonJS.'
  return ''
}

/** The first line of the file that a stack, or what `node --check` prints, names. */
function lineIn(text: string, path: string): number | undefined {
  for (const place of [pathToFileURL(path).href, path]) {
    const at = text.indexOf(`${place}:`)
    const line = at < 0 ? undefined : /^\d+/.exec(text.slice(at + place.length + 1))?.[0]
    if (line !== undefined) return Number(line)
  }
  return undefined
}

// Node does not say where a module's syntax is wrong, except on this way.
function checkedLine(path: string): Promise<number | undefined> {
  return new Promise((done) => {
    execFile(process.execPath, ['--check', path], (_error, _out, said) => done(lineIn(said, path)))
  })
}

/** Of what an import names and does not get, the line where it stands. */
function lineNaming(source: string, message: string): number | undefined {
  for (const [, name = ''] of [...message.matchAll(/'([^']+)'/g)].reverse()) {
    const at = source.indexOf(name)
    if (at >= 0) return source.slice(0, at).split('\n').length
  }
  return undefined
}

function invalid(mistake: string, cause?: unknown): AppError {
  return new AppError('CONFIG_INVALID', 'invalid', `The configuration has a mistake:\n  - ${mistake}`, {
    cause,
  })
}
