/** An address: one path, and the routes that answer its methods. */
import type { Route } from './route.js'

const parameter = /:\w+/g

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

/** Gathers routes by path, exact ones first; two that answer the same, or a path that nobody could call, throw at once. */
export function addressesOf(routes: readonly Route[]): readonly Address[] {
  const byPath = new Map<string, Route[]>()
  const spelt = new Map<string, string>()
  for (const route of routes) {
    check(route)
    const shape = route.path.replace(parameter, ':')
    const first = spelt.get(shape) ?? route.path
    if (first !== route.path) throw new TypeError(`${route.path} and ${first} are the same address`)
    spelt.set(shape, first)
    byPath.set(route.path, [...(byPath.get(route.path) ?? []), route])
  }
  const addresses = [...byPath].map(([path, group]) => addressOf(path, group))
  // Modules know nothing of each other: a parameter must not take what another one's path says in full.
  return addresses.sort((a, b) => parametersIn(a) - parametersIn(b))
}

function parametersIn({ path }: Address): number {
  return path.match(parameter)?.length ?? 0
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

function check({ path, access, method, bodyLimitBytes = 0 }: Route): void {
  if (!path.startsWith('/')) throw new TypeError(`The path ${path} does not begin with a slash`)
  if (/^\/s\/|:store\b/.test(path)) throw new TypeError(`The path ${path} is taken for the stores`)
  // It stands between quotes in a header; what would need escaping is better not in a realm.
  if (access.kind !== 'open' && !/^[\w .-]+$/.test(access.realm)) {
    throw new TypeError(`The realm of ${path} is not made of letters, digits, dots, dashes and spaces`)
  }
  if (access.kind === 'signed' && (method !== 'POST' || bodyLimitBytes === 0))
    throw new TypeError(`The signed route ${path} takes no body that could be signed`)
}
