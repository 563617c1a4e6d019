/** Sends GETs on several connections for some seconds, each behind the answer to the one before. */
import { Pool } from 'undici'

const [, , address = '', headers = '{}', seconds = '1', connections = '1'] = process.argv
const { origin, pathname, search } = new URL(address)
const pool = new Pool(origin, { connections: Number(connections) })
const request = { method: 'GET', path: pathname + search, headers: JSON.parse(headers) }
const begun = performance.now()
const deadline = begun + Number(seconds) * 1_000
let requests = 0

async function loop() {
  while (performance.now() < deadline) {
    const { statusCode, body } = await pool.request(request)
    await body.dump()
    if (statusCode >= 400) throw new Error(`answered with ${statusCode}`)
    requests++
  }
}

await Promise.all(Array.from({ length: Number(connections) }, loop))
const tookMs = performance.now() - begun
await pool.close()
process.stdout.write(`${JSON.stringify({ requests, tookMs })}\n`)
