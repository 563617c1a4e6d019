/** A visit: one look at a page, made of the call and of who is looking. */
import { type Call, createWords, type Host, queryOf, SHOP, type Visit } from '../../kernel.js'
import type { Person } from '../door/doorkeeper.js'
import { storePath, wayTo, wayUp } from './address.js'

export async function visitOf(host: Host, call: Call, { name, role }: Person): Promise<Visit> {
  const { store, req, params, log, signal } = call
  const now = host.clock.now()
  const { TIME_ZONE: timeZone } = await host.registry.read(SHOP, store)
  return {
    store,
    user: name,
    role,
    params,
    query: queryOf(req),
    words: createWords({ languages: req.headers['accept-language'], timeZone, now }),
    now,
    log,
    signal,
    href: (path, query) => wayTo(call, store, path, query),
    below: (path) => `${wayUp(call)}${storePath(store)}${path.replace(/^\//, '')}`,
  }
}
