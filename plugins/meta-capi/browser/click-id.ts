/** Meta's click id: the `fbclid` of an address that an ad led to. */
import { unescape as percentDecoded } from 'node:querystring'
import { withoutAppendix } from './appendix.js'
import { isPayload } from './meta-cookie.js'

/** The first that is not empty, in its own case; undefined where it could not stand in a cookie. Takes anything. */
export function clickIdOf(address: unknown): string | undefined {
  if (typeof address !== 'string' || !address.includes('fbclid=')) return undefined
  const [beforeFragment = ''] = address.split('#', 1)
  const query = beforeFragment.indexOf('?')
  if (query === -1) return undefined
  for (const parameter of beforeFragment.slice(query + 1).split('&')) {
    if (!parameter.startsWith('fbclid=') || parameter.length === 'fbclid='.length) continue
    // An address that Meta's builder went over carries the builder's appendix, which is no part of the click id.
    const clickId = withoutAppendix(percentDecoded(parameter.slice('fbclid='.length).replaceAll('+', ' ')))
    return isPayload(clickId) ? clickId : undefined
  }
  return undefined
}
