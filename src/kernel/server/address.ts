/** An address: one path, and the routes that answer its methods. */
import type { Route } from './route.js'

export interface Address {
  /** Express's pattern, below the mount point; a label of metrics and log lines. */
  readonly path: string
  readonly scope: Route['scope']
  /** Whether nothing here counts against the rate limit, wrong methods included. */
  readonly unlimited: boolean
  /** The value of `Allow`. */
  readonly allow: string
  routeFor(method: string): Route | undefined
}

/** Gathers routes by path; two that answer the same, or a path that nobody could call, throw at once. */
export function addressesOf(routes: readonly Route[]): readonly Address[] {
  const byPath = new Map<string, Route[]>()
  for (const route of routes) {
    check(route)
    byPath.set(route.path, [...(byPath.get(route.path) ?? []), route])
  }
  return [...byPath].map(([path, group]) => addressOf(path, group))
}

function addressOf(path: string, routes: readonly Route[]): Address {
  const byMethod = new Map<string, Route>()
  for (const route of routes) {
    if (byMethod.has(route.method)) throw new TypeError(`Two routes answer ${route.method} ${path}`)
    byMethod.set(route.method, route)
    if (route.method === 'GET') byMethod.set('HEAD', route)
  }
  const scope = routes.every((route) => route.scope === 'process') ? 'process' : 'store'
  if (routes.some((route) => route.scope !== scope))
    throw new TypeError(`The routes of ${path} differ in scope`)
  return {
    path,
    scope,
    unlimited: routes.every((route) => route.unlimited === true),
    allow: [...byMethod.keys()].join(', '),
    routeFor: (method) => byMethod.get(method),
  }
}

function check({ path, access }: Route): void {
  if (!path.startsWith('/')) throw new TypeError(`The path ${path} does not begin with a slash`)
  if (/^\/s\/|:store\b/.test(path)) throw new TypeError(`The path ${path} is taken for the stores`)
  // It stands between quotes in a header; what would need escaping is better not in a realm.
  if (access.kind === 'token' && !/^[\w .-]+$/.test(access.realm)) {
    throw new TypeError(`The realm of ${path} is not made of letters, digits, dots, dashes and spaces`)
  }
}
