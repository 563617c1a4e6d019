/** Which catalog the stand-alone program reads: its own, unless `STORECAST_CATALOG` or nothing at all means the demo. */
import type { StorecastConfig, StorecastOptions } from './app.js'

/**
 * `demo` wins over the configuration; `sql` means the shop's own products, wherever the configuration has them.
 * A mistake is handed on instead of thrown, so that it is told together with all others.
 */
export function catalogChoice(
  environment: NodeJS.ProcessEnv,
  { catalog: own }: Pick<StorecastConfig, 'catalog'> = {},
): Pick<StorecastOptions, 'catalog' | 'mistakes'> {
  const chosen = environment.STORECAST_CATALOG?.trim()
  if (chosen === 'demo') return { catalog: 'demo' }
  if (chosen === 'sql') return { catalog: own === undefined || own === 'demo' ? 'sql' : own }
  if (!chosen) return { catalog: own ?? (environment.NODE_ENV === 'production' ? 'sql' : 'demo') }
  return { mistakes: ['STORECAST_CATALOG: must be sql (your own products) or demo (a made-up shop).'] }
}
