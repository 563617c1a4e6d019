/** Prometheus metrics, in a registry of one Storecast's own, so that two in a process never mix. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  counter<L extends string>(name: string, help: string, labels?: readonly L[]): Counter<L>
  gauge<L extends string>(name: string, help: string, labels?: readonly L[]): Gauge<L>
  /** `buckets` in the unit that the name ends in. */
  histogram<L extends string>(
    name: string,
    help: string,
    labels: readonly L[],
    buckets: readonly number[],
  ): Histogram<L>
  /** The exposition text and its content type. */
  expose(): Promise<{ readonly text: string; readonly contentType: string }>
}

/** Metrics under the prefix `storecast_`; the process's own are added once per registry. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'storecast_' })
  const register = { registers: [registry] }
  const full = (name: string) => `storecast_${name}`
  return {
    counter: (name, help, labels = []) =>
      new Counter({ name: full(name), help, labelNames: [...labels], ...register }),
    gauge: (name, help, labels = []) =>
      new Gauge({ name: full(name), help, labelNames: [...labels], ...register }),
    histogram: (name, help, labels, buckets) =>
      new Histogram({ name: full(name), help, labelNames: [...labels], buckets: [...buckets], ...register }),
    expose: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  }
}
