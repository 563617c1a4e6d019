/** What is told of every request: its metrics and its one line in the log. */
import type { Log } from '../log.js'
import type { Metrics } from '../metrics.js'
import type { Exchange } from './exchange.js'

// From a 304 out of memory up to a first fetch that waits for its build.
const bucketsSeconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30]

// As nginx has it: the client left before the answer was complete.
const abandoned = 499

export interface Traffic {
  inFlight(): number
  follow(exchange: Exchange): void
}

export function createTraffic(metrics: Metrics, log: Log): Traffic {
  const requests = metrics.counter('http_requests_total', 'Requests answered, by route, method and status', [
    'route',
    'method',
    'status',
  ])
  const seconds = metrics.histogram(
    'http_request_duration_seconds',
    'Seconds from a request to the end of its answer',
    ['route', 'method'],
    bucketsSeconds,
  )
  const inFlightGauge = metrics.gauge('http_requests_in_flight', 'Requests being answered')
  let inFlight = 0

  function end(exchange: Exchange): void {
    inFlightGauge.set(--inFlight)
    const { address, req, res, requestId, errorCode } = exchange
    const durationMs = performance.now() - exchange.startedMs
    const status = exchange.isAbandoned ? abandoned : res.statusCode
    const route = address?.path ?? 'none'
    // Callers choose the method: what no route answers is one label, so that the number of series stays bounded.
    const method = address?.routeFor(req.method) === undefined ? 'other' : req.method
    requests.inc({ route, method, status })
    seconds.observe({ route, method }, durationMs / 1000)
    const store = address?.scope === 'store' ? exchange.store : undefined
    const line = {
      requestId,
      method: req.method,
      route,
      store,
      status,
      code: errorCode,
      durationMs: rounded(durationMs),
    }
    if (address?.unlimited === true) log.debug(line, 'request')
    else log.info(line, 'request')
  }

  return {
    inFlight: () => inFlight,
    follow(exchange) {
      inFlightGauge.set(++inFlight)
      exchange.whenOver(() => end(exchange))
    },
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}
