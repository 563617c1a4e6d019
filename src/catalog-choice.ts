/** Which catalog the stand-alone program reads: `STORECAST_CATALOG`, else the demo outside production. */
import type { StorecastOptions } from './app.js'

/** A mistake is handed on instead of thrown, so that it is told together with all others. */
export function catalogChoice(
  environment: NodeJS.ProcessEnv,
): Pick<StorecastOptions, 'catalog' | 'mistakes'> {
  const chosen = environment.STORECAST_CATALOG?.trim()
  if (chosen === 'sql' || chosen === 'demo') return { catalog: chosen }
  if (!chosen) return { catalog: environment.NODE_ENV === 'production' ? 'sql' : 'demo' }
  return { mistakes: ['STORECAST_CATALOG: must be sql (your own products) or demo (a made-up shop).'] }
}
