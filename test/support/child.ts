/** A child process that runs a TypeScript file, for tests of crashes, signals and several processes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { hold } from './held.js'

export interface ChildOptions {
  readonly args?: readonly string[]
  /** On top of this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Child {
  readonly pid: number
  /** All of standard output so far. */
  readonly stdout: string
  readonly stderr: string
  /** The first line of standard output, past or to come, that matches; rejects with all output where the child ends before. */
  line(pattern: RegExp | string): Promise<string>
  send(line: string): void
  /** Sends the signal and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<Ended>
  signal(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

/** Starts `file` through tsx; a child that still runs when its test file ends is killed and fails the file. */
export function startChild(file: string, { args = [], env = {}, cwd }: ChildOptions = {}): Child {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), file, ...args], {
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const seekers = new Set<(line: string) => void>()
  let stderr = ''
  const output = createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    for (const seek of seekers) seek(line)
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
  })
  // Writing to a child that has just died is no fault of the test.
  child.stdin.on('error', () => {})
  const release = hold(`the child ${child.pid} (${file})`, () => {
    child.kill('SIGKILL')
    return ended
  })
  const ended = finished()

  async function finished(): Promise<Ended> {
    const drained = once(output, 'close')
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    release()
    await drained
    return { code, signal }
  }

  function line(pattern: RegExp | string): Promise<string> {
    const fits = (text: string) => (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text))
    const past = lines.find(fits)
    if (past !== undefined) return Promise.resolve(past)
    return new Promise((resolve, reject) => {
      const seek = (text: string) => {
        if (!fits(text)) return
        seekers.delete(seek)
        resolve(text)
      }
      seekers.add(seek)
      ended.then(({ code, signal }) => {
        if (!seekers.delete(seek)) return
        reject(
          new Error(
            `${file} ended (${signal ?? code}) before it said ${pattern}\n${lines.join('\n')}\n${stderr}`,
          ),
        )
      }, reject)
    })
  }

  return {
    pid: child.pid ?? 0,
    get stdout() {
      return lines.map((text) => `${text}\n`).join('')
    },
    get stderr() {
      return stderr
    },
    line,
    send: (text) => void child.stdin.write(`${text}\n`),
    signal: (signal) => void child.kill(signal),
    kill: (signal = 'SIGKILL') => {
      child.kill(signal)
      return ended
    },
    ended,
  }
}
