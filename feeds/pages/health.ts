/** How a feed is, in a word for people and a sentence; the gravest of what is so is told. */
import type { CardState } from '../../src/kernel.js'

export interface HealthFacts {
  readonly isEnabled: boolean
  /** It asks for a token and there is none. */
  readonly lacksToken: boolean
  readonly isBuilding: boolean
  readonly hasFailed: boolean
  readonly isRefused: boolean
  /** Undefined where nothing was ever published. */
  readonly checkedAt: number | undefined
  readonly staleAfterMs: number
  readonly now: number
}

interface Telling {
  readonly state: CardState
  readonly label: string
  readonly says: string
  isSo(facts: HealthFacts): boolean
}

const table = {
  off: {
    state: 'off',
    label: 'Off',
    says: 'It is switched off: whoever fetches it gets nothing.',
    isSo: ({ isEnabled }) => !isEnabled,
  },
  locked: {
    state: 'bad',
    label: 'No token',
    says: 'It is protected and has no token, so that nobody can fetch it.',
    isSo: ({ lacksToken }) => lacksToken,
  },
  building: {
    state: 'good',
    label: 'Building',
    says: 'It is being built; until then the last one is served.',
    isSo: ({ isBuilding }) => isBuilding,
  },
  failed: {
    state: 'bad',
    label: 'Failed',
    says: 'It could not be built; the last good one, if any, is served.',
    isSo: ({ hasFailed }) => hasFailed,
  },
  refused: {
    state: 'bad',
    label: 'Held back',
    says: 'A newly built one lost so many items that it was held back; it waits for your word.',
    isSo: ({ isRefused }) => isRefused,
  },
  unbuilt: {
    state: 'attention',
    label: 'Not built yet',
    says: 'It was never built. That happens by itself; “Build now” begins at once.',
    isSo: ({ checkedAt }) => checkedAt === undefined,
  },
  stale: {
    state: 'attention',
    label: 'Not checked',
    says: 'For a while nothing has looked whether the catalog changed. Is a Storecast server running?',
    // A clock that was set back makes instants of the future.
    isSo: ({ checkedAt = 0, now, staleAfterMs }) => Math.abs(now - checkedAt) > staleAfterMs,
  },
  fresh: {
    state: 'good',
    label: 'Up to date',
    says: 'It holds what the catalog has.',
    isSo: () => true,
  },
} as const satisfies Readonly<Record<string, Telling>>

export type Health = keyof typeof table

export const tellings: Readonly<Record<Health, Telling>> = table

export function healthOf(facts: HealthFacts): Health {
  const names = Object.keys(table) as Health[]
  return names.find((name) => tellings[name].isSo(facts)) ?? 'fresh'
}
