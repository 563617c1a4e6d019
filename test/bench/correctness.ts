/** Checks the built feeds, each in a process of its own. */
import { fileURLToPath } from 'node:url'
import type { Checked, CheckOrder } from './check.js'
import { lastJson, runChild } from './children.js'

const script = fileURLToPath(new URL('check-once.ts', import.meta.url))
const limitMs = 1_800_000

/** Rejects with the first difference. */
export async function checkFeeds(orders: readonly CheckOrder[]): Promise<readonly Checked[]> {
  const checks = orders.map(async (order) => {
    const args = ['--import', 'tsx', script, JSON.stringify(order)]
    return lastJson(await runChild(process.execPath, args, { env: process.env, limitMs })) as Checked
  })
  return Promise.all(checks)
}
