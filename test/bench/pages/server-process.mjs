/** The server whose pages are measured: Storecast as the package in an Express app, and nothing that runs by itself. */
import { performance } from 'node:perf_hooks'
import express from 'express'
import { createStorecast } from 'storecast'
import { answerMessages } from '../events/messages.mjs'

const cast = await createStorecast({ logLevel: 'error', background: false })
const server = express().use(cast.router).listen(0, '127.0.0.1')
let before = performance.eventLoopUtilization()
let cpuBefore = process.cpuUsage()

answerMessages({
  address: () => `http://127.0.0.1:${server.address().port}`,
  /** Since it was asked last. */
  busy() {
    const now = performance.eventLoopUtilization()
    const { active, utilization } = performance.eventLoopUtilization(now, before)
    before = now
    const { user, system } = process.cpuUsage(cpuBefore)
    cpuBefore = process.cpuUsage()
    return { activeMs: active, share: utilization, cpuMs: (user + system) / 1_000 }
  },
  async close() {
    server.close()
    server.closeAllConnections()
    await cast.close()
  },
})
