/** Meta's parameter builder as an oracle, and our reader beside it: the same request, told in the same words. */
import { createRequire } from 'node:module'
import { parse } from 'node:querystring'
import { createBrowserReader } from '../../../../plugins/meta-capi/browser/index.js'
import { key } from './visit-at.js'

export interface Input {
  readonly host?: string | undefined
  /** Without its question mark. */
  readonly query?: string | undefined
  readonly cookies?: Readonly<Record<string, string>> | undefined
  readonly referer?: string | undefined
  readonly address?: string | undefined
}

export const aspects = ['fbp', 'fbc', 'index', 'domain', 'set', 'ip'] as const
export type Told = Readonly<Record<(typeof aspects)[number], string>>

interface Builder {
  processRequest(
    host: string | undefined,
    queries: object,
    cookies: object,
    referer: string | undefined,
    forwardedFor: null,
    address: string | undefined,
  ): readonly { readonly name: string; readonly domain: string | null }[]
  getFbp(): string | null
  getFbc(): string | null
  getClientIpAddress(): string | null
}

const { ParamBuilder } = createRequire(import.meta.url)('capi-param-builder-nodejs') as {
  readonly ParamBuilder: new () => Builder
}

/** The day on which both are asked; our clock stands on it, and the builder does not look at a cookie's age. */
export const now = Date.UTC(2026, 10, 21, 9, 30)

/** Made as Meta's own SDK makes it: without a list of domains. Each aspect reads `throws` where it does. */
export function toldByBuilder(input: Input): Told {
  const builder = new ParamBuilder()
  try {
    const { host, query, cookies, referer, address } = input
    const set = builder.processRequest(host, parse(query ?? ''), { ...cookies }, referer, null, address)
    return told(
      input,
      builder.getFbp(),
      builder.getFbc(),
      builder.getClientIpAddress(),
      set.map(({ name, domain }) => ({ name, domain: domain ?? '' })),
    )
  } catch {
    return { fbp: 'throws', fbc: 'throws', index: 'throws', domain: 'throws', set: 'throws', ip: 'throws' }
  }
}

export function toldByUs({ host, query, cookies, referer, address }: Input): Told {
  const cookie = Object.entries(cookies ?? {}).map(([name, value]) => `${name}=${value}`)
  const view = createBrowserReader({ key, now: () => now }).read(
    { headers: { host, referer, cookie: cookie.join('; ') }, url: query === undefined ? '/' : `/?${query}` },
    { address: address ?? 'unknown', isSecure: true },
  )
  const set = view.cookies.map((line) => ({
    name: line.split('=', 1)[0] ?? '',
    domain: /; Domain=([^;]+)/.exec(line)?.[1] ?? '',
  }))
  return told({ cookies }, view.fbp, view.fbc ?? null, view.ip ?? null, set)
}

function told(
  { cookies }: Input,
  fbp: string | null,
  fbc: string | null,
  ip: string | null,
  set: readonly { readonly name: string; readonly domain: string }[],
): Told {
  const values = Object.values(cookies ?? {})
  const bare = (value: string) => value.replace(/\.AQQ[ACD]AQMC$/, '')
  const isKept = (value: string) => values.some((sent) => bare(sent) === bare(value))
  const told = (value: string | null) => {
    if (value === null) return 'none'
    return isKept(value) ? `kept ${bare(value)}` : `made ${bare(value).split('.').slice(3).join('.')}`
  }
  const made = [fbp, fbc].find((value) => value !== null && !isKept(value))
  return {
    // The number of a new one is random.
    fbp: told(fbp).replace(/^made .*/, 'made'),
    fbc: told(fbc),
    index: made?.split('.')[1] ?? 'none made',
    domain: set.length === 0 ? 'none set' : [...new Set(set.map(({ domain }) => domain || 'host'))].join(' '),
    set: set
      .map(({ name }) => name)
      .sort()
      .join(' '),
    ip: ip === null ? 'none' : bare(ip),
  }
}
