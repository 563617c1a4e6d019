/** Which catalog the stand-alone program reads: `STORECAST_CATALOG`, else the demo outside production. */
import { AppError } from './kernel/errors.js'

export function catalogChoice(environment: NodeJS.ProcessEnv): 'sql' | 'demo' {
  const chosen = environment.STORECAST_CATALOG?.trim()
  if (chosen === 'sql' || chosen === 'demo') return chosen
  if (!chosen) return environment.NODE_ENV === 'production' ? 'sql' : 'demo'
  throw new AppError(
    'CONFIG_INVALID',
    'invalid',
    'STORECAST_CATALOG must be sql (your own products) or demo (a made-up shop).',
  )
}
