/** A browser that a person has signed in with before: it says so itself, in a cookie that only we can make. */
import { createHmac } from 'node:crypto'
import { isOneOf } from '../../kernel/security/compare.js'
import { type Call, type Host, randomToken } from '../../kernel.js'
import { createCookie } from './cookies.js'

export interface KnownBrowser {
  /** What this browser is called, where this person has signed in with it before. */
  read(call: Call, name: string): string | undefined
  remember(call: Call, name: string): void
}

const keptSeconds = 180 * 86_400

export function createKnownBrowser(
  host: Pick<Host, 'client' | 'keyFor' | 'database' | 'clock'>,
): KnownBrowser {
  const cookie = createCookie(host, 'known_')
  const key = host.keyFor('known browser')
  const sealOf = (browser: string, untilSeconds: string, name: string) =>
    createHmac('sha256', key).update(`${browser}.${untilSeconds}.${name}`).digest('base64url')

  return {
    read(call, name) {
      const [browser = '', until = '', seal = '', ...more] = cookie.read(call)?.split('.') ?? []
      if (browser === '' || more.length > 0 || !/^\d{1,12}$/.test(until)) return undefined
      if (Number(until) * 1_000 <= host.clock.now()) return undefined
      return isOneOf(seal, [sealOf(browser, until, name)]) ? browser : undefined
    },
    remember(call, name) {
      const browser = randomToken()
      const until = String(Math.floor(host.clock.now() / 1_000) + keptSeconds)
      cookie.write(call, [browser, until, sealOf(browser, until, name)].join('.'), keptSeconds)
    },
  }
}
