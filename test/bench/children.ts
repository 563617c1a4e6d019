/** Processes that the benchmark starts: bounded in time, and gone when it is. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ChildSettings {
  readonly env: NodeJS.ProcessEnv
  readonly limitMs: number
}

/** Runs a program to its end and answers its standard output; rejects with what it complained of. */
export async function runChild(
  program: string,
  args: readonly string[],
  { env, limitMs }: ChildSettings,
): Promise<string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
  goWithUs(child)
  let output = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const [code, signal] = await once(child, 'close')
  if (code === 0) return output
  throw new Error(
    `${program} ${args.join(' ')} ended with ${signal ?? code}\n${complaint}${output.slice(-2_000)}`,
  )
}

/** What a child said last, as JSON: its log lines stand before it. */
export function lastJson(output: string): unknown {
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
}

/** Kills the child when this process ends without having done so. */
export function goWithUs(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('close', () => process.removeListener('exit', kill))
}
