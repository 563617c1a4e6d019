/** Which addresses are asked for each page of the route list: its parameters filled, and the queries that could be slow. */
import type { Route } from '../../../src/kernel/server/route.js'
import { type Landmarks, otherStore } from './seed/index.js'

export interface Asked {
  /** As the route list has it. */
  readonly path: string
  /** With parameters filled, and a query maybe. */
  readonly address: string
}

type Fill = (landmarks: Landmarks) => readonly string[]

const whole = '/admin/feeds/facebook-catalog'

/** Pages that need more than their own path. */
const fills: Readonly<Record<string, Fill>> = {
  '/admin': () => ['/admin', `/s/${otherStore}/admin`],
  '/admin/events': ({ middleEvent, orderId, eventId, rareKind }) => [
    '/admin/events',
    ...['waiting', 'pending', 'sending', 'done', 'tested', 'dead'].map(
      (state) => `/admin/events?state=${state}`,
    ),
    '/admin/events?kind=Purchase',
    `/admin/events?kind=${rareKind}`,
    `/admin/events?kind=${rareKind}&state=dead`,
    '/admin/events?kind=NoSuchKind',
    `/admin/events?before=${middleEvent}`,
    `/admin/events?kind=${rareKind}&before=${middleEvent}`,
    `/admin/events?state=dead&before=${middleEvent}`,
    `/admin/events?order=${orderId}`,
    '/admin/events?order=none',
    `/admin/events?event=${eventId}`,
    '/admin/events?event=none',
    `/s/${otherStore}/admin/events`,
  ],
  '/admin/events/:id': ({ doneEvent, deadEvent }) => [
    `/admin/events/${doneEvent}`,
    `/admin/events/${deadEvent}`,
  ],
  '/admin/events/figures': () => ['/admin/events/figures', '/admin/events/figures?last=day'],
  '/admin/feeds': () => ['/admin/feeds', '/admin/feeds?page=2'],
  '/admin/feeds/:channel': ({ snapshot, filter }) => [
    whole,
    '/admin/feeds/google-merchant',
    `${whole}?before=${snapshot}`,
    `${whole}?filter=${encodeURIComponent(filter)}`,
  ],
  '/admin/feeds/:channel/left-out': () => [
    `${whole}/left-out`,
    `${whole}/left-out?page=5`,
    `${whole}/left-out?q=SC-00000014`,
    `${whole}/left-out?what=leftOut`,
    `${whole}/left-out?q=nothing+that+is+there`,
  ],
  '/admin/feeds/:channel/items': () => [`${whole}/items`],
  '/admin/feeds/:channel/product': () => [
    `${whole}/product`,
    `${whole}/product?id=SC-00000012`,
    `${whole}/product?id=none`,
  ],
  '/admin/feeds/:channel/address': () => [`${whole}/address`, `${whole}/address?brand=Kestrel&stock=1`],
  '/admin/feeds/:channel/snapshots/:id': ({ snapshot }) => [
    `${whole}/snapshots/${snapshot}`,
    `${whole}/snapshots/${snapshot}?page=5`,
  ],
  '/admin/settings/:group': () => ['/admin/settings/FACEBOOK_CONVERSION', '/admin/settings/XML_FEEDS'],
  '/admin/audit': ({ change }) => ['/admin/audit', `/admin/audit?before=${change}`],
  '/admin/people': () => ['/admin/people', '/admin/people?after=person-00015'],
}

/** It sends whoever has a password of their own away. */
const passing: ReadonlySet<string> = new Set(['/admin/new-password'])

/** Every page there is; throws where one has a parameter that nobody fills. */
export function askedOf(routes: readonly Route[], landmarks: Landmarks): readonly Asked[] {
  const pages = routes.filter(({ method, access }) => method === 'GET' && access.kind === 'admin')
  if (pages.length === 0) throw new Error('There is no page in the route list')
  return pages.flatMap(({ path }) => {
    if (passing.has(path)) return []
    const fill = fills[path]
    if (fill === undefined && path.includes(':')) throw new Error(`Nobody fills the parameters of ${path}`)
    return (fill?.(landmarks) ?? [path]).map((address) => ({ path, address }))
  })
}
