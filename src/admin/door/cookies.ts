/** The door's cookies: whose session it is, and that somebody has signed in with this browser before. */
import { basename, resolve } from 'node:path'
import type { Call, Host } from '../../kernel.js'
import { type Wire, wireOf } from './wire.js'

export interface Cookie {
  read(call: Call): string | undefined
  /** Undefined takes it away; without `keptSeconds` it goes with the browser. Nothing is written where others could read it. */
  write(call: Call, value: string | undefined, keptSeconds?: number): void
}

/** Named after this Storecast, so that two of them on one host do not sign each other out. */
export function createCookie(host: Pick<Host, 'client' | 'keyFor' | 'database'>, purpose: string): Cookie {
  const mark = host
    .keyFor(`cookies of ${markOf(host.database)}`)
    .toString('hex')
    .slice(0, 4)
  const plainName = `storecast_${purpose}${mark}`
  const nameOn = (wire: Wire) => (wire === 'encrypted' ? `__Host-${plainName}` : plainName)

  return {
    read(call) {
      const wire = wireOf(host, call.req)
      if (wire === 'bare') return undefined
      const name = nameOn(wire)
      for (const part of (call.req.headers.cookie ?? '').split(';')) {
        const at = part.indexOf('=')
        if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
      }
      return undefined
    },
    write(call, value, keptSeconds) {
      const wire = wireOf(host, call.req)
      if (wire === 'bare') return
      const age = value === undefined ? 0 : keptSeconds
      const traits = [
        `${nameOn(wire)}=${value ?? ''}`,
        'Path=/',
        ...(age === undefined ? [] : [`Max-Age=${age}`]),
        'HttpOnly',
        'SameSite=Lax',
        ...(wire === 'encrypted' ? ['Secure'] : []),
      ]
      call.res.appendHeader('set-cookie', traits.join('; '))
    },
  }
}

/** The same in every process, though each may reach the database by another name of its machine. */
function markOf({ kind, place }: Host['database']): string {
  return kind === 'sqlite' ? resolve(place) : basename(place)
}
