/** What the server says about itself: alive, ready, and its metrics. */
import { AppError } from '../errors.js'
import type { Metrics } from '../metrics.js'
import { sendJson, sendText } from './respond.js'
import { open, type Route, token } from './route.js'
import type { ServerSettings } from './server-settings.js'

export interface HealthOptions {
  readonly metrics: Metrics
  readonly settings: () => Promise<ServerSettings>
  readonly ready: () => Promise<readonly { readonly name: string; readonly ok: boolean }[]>
}

const closed = new AppError(
  'METRICS_CLOSED',
  'forbidden',
  'Metrics are closed until the registry key SERVER.METRICS_TOKEN is set; then send it as Bearer.',
)

/** The server's own routes. */
export function healthRoutes({ metrics, settings, ready }: HealthOptions): readonly Route[] {
  const common = { method: 'GET', scope: 'process' } as const
  return [
    {
      ...common,
      path: '/livez',
      summary: 'Whether the process runs',
      access: open,
      unlimited: true,
      handle({ res }) {
        res.setHeader('cache-control', 'no-store')
        sendJson(res, 200, { status: 'ok' })
      },
    },
    {
      ...common,
      path: '/readyz',
      summary: 'Whether the process can do its work, and what keeps it from it',
      access: open,
      unlimited: true,
      async handle({ res }) {
        const checks = (await ready()).map(({ name, ok }) => ({ name, ok }))
        const isReady = checks.every(({ ok }) => ok)
        res.setHeader('cache-control', 'no-store')
        sendJson(res, isReady ? 200 : 503, { status: isReady ? 'ok' : 'unavailable', checks })
      },
    },
    {
      ...common,
      path: '/metrics',
      summary: 'Prometheus metrics of this process',
      access: token('metrics', async () => {
        const { metricsTokens } = await settings()
        return metricsTokens.length === 0
          ? { state: 'closed', why: closed }
          : { state: 'guarded', tokens: metricsTokens }
      }),
      async handle({ res }) {
        const { text, contentType } = await metrics.expose()
        res.setHeader('cache-control', 'no-store')
        sendText(res, 200, contentType, text)
      },
    },
  ]
}
