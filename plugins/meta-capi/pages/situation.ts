/** The situation of a store's events: whether they reach Meta, and what stands in the way. */
import { FACEBOOK_CONVERSION } from '../settings.js'
import type { MetaState } from '../state.js'

export type Situation = Awaited<ReturnType<typeof situationOf>>

export async function situationOf({ host, configurations, testingCodes }: MetaState, store: string) {
  const configuration = await configurations.read(store)
  const [held, breakers, testingEndsAt, settings] = await Promise.all([
    host.outbox.held(store),
    host.breakers.list(`${store} meta:`),
    testingCodes.endsAt(store, configuration.settings),
    host.registry.list(store),
  ])
  const enabled = settings.find(({ group, key }) => group === FACEBOOK_CONVERSION.name && key === 'ENABLED')
  return {
    configuration,
    /** Destinations whose credentials Meta refused, though something waits for them. */
    held,
    /** Destinations that are left alone for a while, because they kept failing. */
    left: breakers
      .filter(({ state }) => state !== 'closed')
      .map(({ name, retryAfterMs }) => ({ destination: name.slice(store.length + 1), retryAfterMs })),
    /** When the testing code stops counting, or did. */
    testingEndsAt,
    /** What the environment sets, no page can change. */
    isSwitchFixed: enabled?.source === 'environment',
  }
}

/** The pixel's number, as it stands behind the kind of the destination. */
export const pixelOf = (destination: string): string => destination.slice(destination.indexOf(':') + 1)
