/** Runs programs for the scripts: what they say goes to the terminal, and a failure is an error. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunOptions {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** Keeps all output from the terminal. */
  readonly quiet?: boolean
}

/** Resolves with standard output; rejects with a `RunError` where the program does not end with 0. */
export async function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { cwd, env = process.env, quiet = false } = options
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'] })
  let output = ''
  let complaint = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
    if (!quiet) process.stdout.write(chunk)
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  const [code, signal] = await once(child, 'close')
  if (code === 0) return output
  throw new RunError(`${program} ${args.join(' ')} ended with ${signal ?? code}`, output, complaint)
}

/** A program that did not end with 0. */
export class RunError extends Error {
  override readonly name = 'RunError'
  readonly stdout: string
  /** Empty unless the run was quiet: it went to the terminal. */
  readonly stderr: string

  constructor(message: string, stdout: string, stderr: string) {
    super(stderr ? `${message}\n${stderr}` : message)
    this.stdout = stdout
    this.stderr = stderr
  }
}

/** This process's environment without what an outer `npm run` put in: the inner npm must not take it for its own. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|execpath|node_execpath)/.test(name) &&
      !['INIT_CWD', 'NODE', 'npm_config_local_prefix', 'VITEST'].includes(name),
  )
  return { ...Object.fromEntries(inherited), ...extra }
}

/** Runs `work` with a new temporary folder and removes it afterwards, also after a failure or Ctrl+C. */
export async function inTempFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'storecast-script-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const interrupted = (signal: NodeJS.Signals) => {
    remove()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return await work(folder)
  } finally {
    process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted)
    remove()
  }
}
