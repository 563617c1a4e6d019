/** Which token opens which pixel at the moment. */
import type { GraphOptions, TokenState } from './contract.js'
import type { RefusalName } from './refusals.js'

export interface Tokens {
  /** Why the pixel stays closed; undefined where it opens. */
  refusalOf(pixel: string, token: string | undefined): RefusalName | undefined
  set(pixel: string, token: string | null, state?: TokenState): void
}

interface Key {
  /** Undefined where every token opens it. */
  readonly token: string | undefined
  readonly state: TokenState | 'revoked'
}

const refusalByState = {
  valid: undefined,
  expired: 'expiredToken',
  unpermitted: 'noPermission',
  revoked: 'revokedToken',
} as const satisfies Readonly<Record<Key['state'], RefusalName | undefined>>

export function createTokens(pixels: NonNullable<GraphOptions['pixels']>): Tokens {
  const keys = new Map<string, Key>()
  const isAny = pixels === 'any'
  if (!isAny) for (const [pixel, token] of Object.entries(pixels)) keys.set(pixel, { token, state: 'valid' })

  return {
    refusalOf(pixel, token) {
      if (token === undefined || token === '') return 'noToken'
      const key = keys.get(pixel)
      if (key === undefined && isAny) return undefined
      if (key !== undefined && (key.token === undefined || key.token === token))
        return refusalByState[key.state]
      // A token that is good elsewhere is believed, and only then is the pixel looked for.
      const isKnown = [...keys.values()].some((other) => other.token === token && other.state === 'valid')
      return isKnown || (isAny && key === undefined) ? 'unknownPixel' : 'wrongToken'
    },
    set(pixel, token, state = 'valid') {
      if (token === null) keys.set(pixel, { token: keys.get(pixel)?.token, state: 'revoked' })
      else keys.set(pixel, { token, state })
    },
  }
}
