/** The local Graph API as a process of its own that only counts, and what it counted. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Behaviour } from '../../../plugins/graph-stand-in/contract.js'
import { goWithUs } from '../children.js'

export interface Totals {
  readonly requests: number
  readonly events: number
  /** Each name and id once. */
  readonly counted: number
}

export interface Graph {
  readonly url: string
  readonly pid: number
  totals(): Promise<Totals>
  misbehave(behaviour: Behaviour | null): Promise<void>
  clear(): Promise<void>
  /** Resolves with the instant (of `performance.now`) at which so many events were there; rejects past the limit. */
  reaches(events: number, limitMs: number): Promise<number>
  close(): Promise<void>
}

export const pixelId = '1234567890'
export const token = 'token-of-the-benchmark'

const script = fileURLToPath(new URL('../../../dist/plugins/graph-stand-in/main.js', import.meta.url))
const lookEveryMs = 20

export async function startGraph(): Promise<Graph> {
  // It remembers every id that ever came.
  const args = ['--max-old-space-size=4096', script, '--remember', 'counts', '--pixel', `${pixelId}=${token}`]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  goWithUs(child)
  const gone = once(child, 'close')
  const [url] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    gone.then(() => Promise.reject(new Error('The local Graph API did not start'))),
  ])) as [string]

  async function ask(method: 'GET' | 'POST', name: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/_stand-in/${name}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`The local Graph API answered ${name} with ${answer.status}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  const totals = async () => (await ask('GET', 'totals')) as Totals

  return {
    url,
    pid: child.pid ?? 0,
    totals,
    async misbehave(behaviour) {
      await ask('POST', 'misbehave', { behaviour })
    },
    async clear() {
      await ask('POST', 'clear')
    },
    async reaches(events, limitMs) {
      const deadline = performance.now() + limitMs
      for (;;) {
        const found = await totals()
        if (found.events >= events) return performance.now()
        if (performance.now() > deadline) {
          throw new Error(`Of ${events} events ${found.events} came in ${limitMs / 1_000} s`)
        }
        await pause(lookEveryMs)
      }
    },
    async close() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
