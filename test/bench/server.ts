/** The real server process on the built feeds, and what it says of itself. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { freePort } from '../support/free-port.js'
import { goWithUs } from './children.js'
import { compiled, type Shop } from './shop.js'

export interface Running {
  readonly address: string
  /** Answers counted by the server itself, by status, of one feed. */
  answers(channel: string): Promise<ReadonlyMap<string, number>>
  close(): Promise<void>
}

const startLimitMs = 60_000

/** Resolves when it serves and has found, as at every start, that both feeds are up to date. */
export async function startServer(shop: Shop): Promise<Running> {
  const port = await freePort()
  const env = { ...shop.env, HOST: '127.0.0.1', PORT: String(port) }
  const begunAt = Date.now()
  const child = spawn(process.execPath, [compiled('main.js')], { env, stdio: 'ignore' })
  goWithUs(child)
  const gone = once(child, 'close')
  const close = async () => {
    child.kill('SIGTERM')
    await gone
  }
  const address = `http://127.0.0.1:${port}`
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`)
      return (await status(`${address}/readyz`)) === 200 && (await areChecked(shop, begunAt))
    })
  } catch (error) {
    await close()
    throw error
  }
  return {
    address,
    close,
    async answers(channel) {
      const answer = await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${shop.token}` } })
      const line = new RegExp(
        `^storecast_http_requests_total\\{route="/xml/${channel}",method="GET",status="(\\d+)"\\} (\\d+)$`,
        'gm',
      )
      const found = (await answer.text()).matchAll(line)
      return new Map([...found].map(([, code = '', count]) => [code, Number(count)]))
    },
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + startLimitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('The server was not ready in time')
    await pause(100)
  }
}

async function status(address: string): Promise<number> {
  try {
    return (await fetch(address)).status
  } catch {
    return 0
  }
}

async function areChecked({ env }: Shop, since: number): Promise<boolean> {
  const connection = await createConnection({ uri: env.DATABASE_URL ?? '' })
  try {
    const [rows] = await connection.query('SELECT 1 FROM storecast_feeds WHERE checked_at >= ?', [since])
    return Array.isArray(rows) && rows.length === 2
  } finally {
    await connection.end()
  }
}
