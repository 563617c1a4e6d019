/** A shop on a platform that freezes the process after each response, behind a gateway of its own. */
import express from 'express'
import type { GraphSender } from '../plugins/meta-capi/index.js'
import { createStorecast } from '../src/index.js'

const gateway = process.env.GATEWAY_URL ?? ''
const say = (line: string) => void process.stdout.write(`${line}\n`)
const platform = { waitUntil: (work: Promise<unknown>) => void work.then(() => say('It may freeze.')) }

const sender: GraphSender = {
  async post({ pixelId, version, token, body, timeoutMs }) {
    try {
      const answer = await fetch(`${gateway}/${version}/${pixelId}/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const headers = Object.fromEntries(answer.headers)
      return { state: 'answered', status: answer.status, headers, body: await answer.text() }
    } catch {
      // It may have arrived before the connection broke.
      return { state: 'unknown', reason: 'gateway' }
    }
  },
}

const cast = await createStorecast({
  meta: { sender },
  waitUntil: (work) => platform.waitUntil(work),
})

const app = express().use(cast.router)
app.get('/', (req, res) => {
  cast.meta.track(req, 'Size chart opened', { chart: 'EU' })
  res.send('The size chart.')
})

const server = app.listen(Number(process.env.PORT ?? 3000), () => say('The shop is open.'))
process.once('SIGTERM', () => {
  server.close()
  void cast.close()
})
