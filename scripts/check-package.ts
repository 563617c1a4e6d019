/** Checks the packed package as its users meet it: plain JavaScript, strict TypeScript, and without SQLite. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment, inTempFolder, RunError, run } from './run.js'

// Another package's folder may be given, so that the check itself can be tried on one that is broken.
const source = process.argv[2] ?? fileURLToPath(new URL('../', import.meta.url))
const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')))
const env = cleanEnvironment()
const say = (line: string) => void process.stdout.write(`${line}\n`)

const useIt = `
import { createStorecast } from 'storecast'
import * as feeds from 'storecast/feeds'
import { classifyGraphAnswer, hashUserData } from 'storecast/meta-capi'
if (typeof createStorecast !== 'function') throw new Error('createStorecast is not a function')
if (Object.keys(feeds).length === 0) throw new Error('storecast/feeds exports nothing')
if (hashUserData({ email: 'Joe@X.com' }).em?.[0]?.length !== 64) throw new Error('hashUserData hashes nothing')
const answer = classifyGraphAnswer({ status: 400, body: '{"error":{"code":190}}' })
if (answer.class !== 'credentials') throw new Error('classifyGraphAnswer says ' + answer.class)
`

const typeIt = `
import { createStorecast } from 'storecast'
import type * as feeds from 'storecast/feeds'
import type * as meta from 'storecast/meta-capi'
type Cast = Awaited<ReturnType<typeof createStorecast>>
// A declaration that went missing makes everything any, and any would agree to all of this.
type IsAny<T> = 0 extends 1 & T ? true : false
export const typed: [IsAny<typeof createStorecast>, IsAny<Cast>, IsAny<typeof feeds>, IsAny<typeof meta.hashUserData>] =
  [false, false, false, false]
`

await inTempFolder(async (folder) => {
  const tarball = await pack(folder)
  const project = join(folder, 'shop')
  await mkdir(project)
  await write(project, 'package.json', { name: 'shop', private: true, type: 'module' })
  // Without scripts: building better-sqlite3 takes a minute, and whether that works is not what is asked here.
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball, '@types/node@20']
  await run('npm', install, { cwd: project, env })
  await writeFile(join(project, 'use.js'), useIt)
  await writeFile(join(project, 'typed.ts'), typeIt)
  await node(project, 'use.js')
  say('ok  plain JavaScript imports storecast, storecast/feeds and storecast/meta-capi')
  await compile(project)
  // Where better-sqlite3 could not be built it is simply not there; only using SQLite may complain.
  for (const driver of ['better-sqlite3', 'better-sqlite3-13']) {
    await rm(join(project, 'node_modules', driver), { recursive: true, force: true })
  }
  await node(project, 'use.js')
  say('ok  the same without better-sqlite3')
})

async function pack(folder: string): Promise<string> {
  const output = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: source,
    env,
    quiet: true,
  })
  // What `prepack` prints comes before the list.
  const list: unknown = JSON.parse(output.slice(output.search(/^[[{]/m)))
  const [packed] = Object.values(
    list as Record<string, { filename: string; files: readonly { path: string }[] }>,
  )
  if (!packed) throw new Error('npm pack packed nothing')
  const stray = packed.files.filter(({ path }) =>
    /^(test|scripts|src|feeds|plugins|node_modules|data)\//.test(path),
  )
  if (stray.length > 0)
    throw new Error(`Not for users, but packed: ${stray.map(({ path }) => path).join(', ')}`)
  const assets = ['look.css', 'life.js'].map((name) => `dist/src/admin/assets/${name}`)
  const missing = assets.filter((asset) => !packed.files.some(({ path }) => path === asset))
  if (missing.length > 0) throw new Error(`For users, but not packed: ${missing.join(', ')}`)
  say(`ok  packed ${packed.files.length} files as ${packed.filename}`)
  return join(folder, packed.filename)
}

async function node(project: string, file: string): Promise<void> {
  await run(process.execPath, [file], { cwd: project, env })
}

// A project that checks the declarations of its libraries too is rare, and ours cannot mend those of others.
async function compile(project: string): Promise<void> {
  const complaint = await compiles(project, false)
  if (complaint === undefined) return say('ok  strict TypeScript compiles, all declarations checked')
  const own = complaint.split('\n').filter((line) => /^(\S*node_modules\/storecast\/|typed\.ts)/.test(line))
  if (own.length > 0) throw new Error(`Our own declarations do not compile:\n${own.join('\n')}`)
  const rest = await compiles(project, true)
  if (rest !== undefined) throw new Error(`Strict TypeScript does not compile:\n${rest}`)
  say(
    `ok  strict TypeScript compiles, with skipLibCheck (others' declarations: ${complaint.split('\n', 1)[0]})`,
  )
}

async function compiles(project: string, skipLibCheck: boolean): Promise<string | undefined> {
  await write(project, 'tsconfig.json', {
    compilerOptions: {
      target: 'ES2023',
      module: 'NodeNext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck,
      types: ['node'],
    },
    files: ['typed.ts'],
  })
  try {
    await run(process.execPath, [tsc, '-p', 'tsconfig.json', '--pretty', 'false'], {
      cwd: project,
      env,
      quiet: true,
    })
    return undefined
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return error.stdout.trim()
  }
}

function write(folder: string, name: string, value: unknown): Promise<void> {
  return writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
}
