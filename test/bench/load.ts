/** Load on one address: wrk where the machine has it or can get it, else a loop in a process of its own. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { lastJson, runChild } from './children.js'

export interface Load {
  readonly tool: string
  readonly requests: number
  readonly perSecond: number
}

export interface LoadOrder {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly seconds: number
}

const connections = 32
const script = fileURLToPath(new URL('load-once.mjs', import.meta.url))

/** Sends GETs on 32 connections for so long. */
export async function putLoad(order: LoadOrder, say: (line: string) => void): Promise<Load> {
  return hasWrk(say) ? byWrk(order) : byLoop(order)
}

async function byWrk({ address, headers, seconds }: LoadOrder): Promise<Load> {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, ...lines, address]
  const output = await runChild('wrk', args, settings(seconds))
  if (/Socket errors|Non-2xx/.test(output)) throw new Error(`Some requests failed:\n${output}`)
  return {
    tool: 'wrk',
    requests: Number(/(\d+) requests in/.exec(output)?.[1]),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]),
  }
}

async function byLoop({ address, headers, seconds }: LoadOrder): Promise<Load> {
  const args = [script, address, JSON.stringify(headers), String(seconds), String(connections)]
  const { requests, tookMs } = lastJson(await runChild(process.execPath, args, settings(seconds))) as {
    requests: number
    tookMs: number
  }
  return { tool: 'undici', requests, perSecond: requests / (tookMs / 1000) }
}

const settings = (seconds: number) => ({ env: process.env, limitMs: (seconds + 30) * 1_000 })

function hasWrk(say: (line: string) => void): boolean {
  if (runs('wrk', ['-v'])) return true
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) return false
  say('wrk is not on this machine; installing it with apt-get.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    execFileSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'wrk'], {
      env,
      stdio: 'ignore',
    })
  } catch {
    say('It could not be installed; a loop of our own stands in, which is slower.')
  }
  return runs('wrk', ['-v'])
}

function runs(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch (error) {
    // wrk ends with 1 after it told its version.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT'
  }
}
