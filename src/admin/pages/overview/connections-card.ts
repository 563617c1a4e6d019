/** The card of the connections: which platform is left alone because it keeps failing, and when it is tried again. */
import { type Card, type CardState, facts, type Host, type Visit } from '../../../kernel.js'

type Breakers = Host['breakers']
type Breaker = Awaited<ReturnType<Breakers['list']>>[number]

/** Nothing where no connection of the store ever failed. */
export async function connectionsCard(
  breakers: Pick<Breakers, 'list'>,
  visit: Visit,
): Promise<Card | undefined> {
  const prefix = `${visit.store} `
  const known = await breakers.list(prefix)
  if (known.length === 0) return undefined
  const told = known.map((breaker) => tell(breaker, visit))
  const state = (['bad', 'attention', 'good'] as const).find((each) => told.some((one) => one.state === each))
  return {
    title: 'Connections',
    state: state ?? 'good',
    summary:
      state === 'good'
        ? 'The platforms answer.'
        : 'A platform kept failing and is left alone for a while; nothing is lost meanwhile.',
    body: facts(told.map(({ words }, at) => [labelOf(known[at]?.name.slice(prefix.length) ?? ''), words])),
    path: '/events',
  }
}

function tell(
  { state, failures, retryAfterMs }: Breaker,
  { words }: Visit,
): { readonly state: CardState; readonly words: string } {
  if (state === 'open')
    return { state: 'bad', words: `left alone; tried again in ${words.duration(retryAfterMs)}` }
  if (state === 'halfOpen') return { state: 'attention', words: 'being tried again' }
  if (failures === 0) return { state: 'good', words: 'answers' }
  const count = failures === 1 ? 'once' : `${words.number(failures)} times`
  return { state: 'good', words: `answers; failed ${count} just now` }
}

/** `meta:123` as `Meta 123`. */
const labelOf = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1).replace(':', ' ')}`
