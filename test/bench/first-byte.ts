/** How long a ready feed takes to its first byte. */
import { get } from 'node:http'
import { type Spread, spreadOf } from './spread.js'

const fetches = 200
const limitMs = 30_000

/** From the request, connecting included, to the first byte of the body; one fetch after the other, the rest is not read. */
export async function measureFirstByte(
  address: string,
  token: string,
  encoding: 'gzip' | 'identity',
): Promise<Spread> {
  const waits: number[] = []
  for (let count = 0; count < fetches; count++) waits.push(await firstByte(address, token, encoding))
  return spreadOf(waits)
}

function firstByte(address: string, token: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding }
    const begun = performance.now()
    const request = get(address, { headers, agent: false, timeout: limitMs }, (answer) => {
      answer.once('data', () => {
        const wait = performance.now() - begun
        answer.destroy()
        const sent = answer.headers['content-encoding'] ?? 'identity'
        if (answer.statusCode === 200 && sent === encoding) resolve(wait)
        else reject(new Error(`A feed was answered with ${answer.statusCode}, ${sent}`))
      })
    })
    request.once('timeout', () => request.destroy(new Error('A feed did not come in time')))
    request.once('error', reject)
  })
}
