/** Addresses on our pages are relative to the page they stand on, so that they hold under any mount point and any proxy's prefix. */
import type { Call, Query } from '../../kernel.js'

/** The way from this call's page up to the mount point. */
export function wayUp({ req }: Pick<Call, 'req'>): string {
  const [path = '/'] = req.url.split('?', 1)
  const levels = path.split('/').length - 2
  return levels > 0 ? '../'.repeat(levels) : './'
}

/** The way to a page of a store's admin. */
export function wayTo(call: Pick<Call, 'req'>, store: string, path: string, query: Query = {}): string {
  return `${wayUp(call)}${storePath(store)}admin${path === '/' ? '' : path}${queryText(query)}`
}

/** Below the mount point, without a leading slash. */
export function storePath(store: string): string {
  return store === 'default' ? '' : `s/${store}/`
}

function queryText(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
