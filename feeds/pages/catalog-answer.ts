/** Asking the catalog on a page: within a bound, and with words for a merchant where it does not answer. */
import { AppError, type Html, html, notice, type Visit } from '../../src/kernel.js'
import { answerWithin } from '../engine/patience.js'
import { tooSlow } from '../engine/walk.js'

const answerLimitMs = 10_000

/** What the catalog gave, or the notice that says why it gave nothing. */
export type CatalogAnswer<T> =
  | { readonly state: 'answered'; readonly gave: T }
  | { readonly state: 'failed'; readonly told: Html }

/** `ask` must end when its signal fires. */
export async function askCatalog<T>(
  visit: Visit,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<CatalogAnswer<T>> {
  const leaving = new AbortController()
  const signal = AbortSignal.any([visit.signal, leaving.signal])
  try {
    const late = () => tooSlow('an answer', answerLimitMs)
    return {
      state: 'answered',
      gave: await answerWithin(answerLimitMs, visit.signal, () => ask(signal), late),
    }
  } catch (err) {
    if (visit.signal.aborted) throw err
    visit.log.warn({ err, store: visit.store }, 'the catalog could not be read for a page')
    return { state: 'failed', told: failed(err) }
  } finally {
    leaving.abort()
  }
}

// A driver's own words may hold addresses and values.
function failed(error: unknown): Html {
  const why = error instanceof AppError ? error.message : 'The log says more.'
  return notice(
    'bad',
    html`The catalog could not be read. ${why}`,
    html`<p>Feeds that are published are served all the same. <code>storecast doctor</code> says what to look at.</p>`,
  )
}
