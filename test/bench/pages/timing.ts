/** How long pages take: each is fetched again and again, one fetch after the other. */
import type { Asked } from './asked.js'
import type { Busy, PageServer } from './server.js'
import type { Fetched, Session } from './session.js'

export interface Timing extends Asked {
  readonly ms: { readonly median: number; readonly p95: number; readonly most: number }
  /** Of the server, for one fetch. */
  readonly busy: Busy
  /** Over the wire, headers included; the most of all fetches. */
  readonly bytes: number
  /** Rows of its tables. */
  readonly rows: number
}

export interface TimingOrder {
  readonly fetches: number
  readonly warmingFetches: number
}

/** Throws where an answer is not the page that was asked for. */
export async function timePage(
  session: Session,
  server: PageServer,
  asked: Asked,
  { fetches, warmingFetches }: TimingOrder,
): Promise<Timing> {
  for (let count = 0; count < warmingFetches; count++) check(asked, await session.get(asked.address))
  const all: number[] = []
  let bytes = 0
  let rows = 0
  await server.busy()
  for (let count = 0; count < fetches; count++) {
    const fetched = await session.get(asked.address)
    check(asked, fetched)
    all.push(fetched.tookMs)
    bytes = Math.max(bytes, fetched.bytes)
    rows = fetched.text.split('<tr').length - 1
  }
  const { activeMs, share, cpuMs } = await server.busy()
  all.sort((a, b) => a - b)
  const at = (part: number) => all[Math.min(all.length - 1, Math.ceil(all.length * part) - 1)] ?? Number.NaN
  return {
    ...asked,
    ms: { median: at(0.5), p95: at(0.95), most: at(1) },
    busy: { activeMs: activeMs / fetches, share, cpuMs: cpuMs / fetches },
    bytes,
    rows,
  }
}

/** The sign-in and errors are pages too, and quick ones. */
function check({ address }: Asked, { status, text, headers }: Fetched): void {
  const isPage =
    headers['content-type']?.startsWith('text/html') &&
    text.includes('Sign out') &&
    text.endsWith('</html>\n')
  const isExpected = status === 200 || (status === 404 && address.endsWith('?id=none'))
  if (!isPage || !isExpected)
    throw new Error(`${address} was answered with ${status}:\n${text.slice(0, 2_000)}`)
}

/** What a browser fetches once and keeps: the stylesheet and the script, as sent. */
export async function assetBytes(session: Session): Promise<number> {
  const { text } = await session.get('/admin')
  const ways = [...text.matchAll(/<(?:link rel="stylesheet" href|script src)="([^"]+)"/g)]
  if (ways.length !== 2)
    throw new Error(`The overview names ${ways.length} files, not a stylesheet and a script`)
  let bytes = 0
  for (const [, way = ''] of ways) {
    const fetched = await session.get(new URL(way, 'http://any/admin').pathname)
    if (fetched.status !== 200) throw new Error(`${way} was answered with ${fetched.status}`)
    bytes += fetched.bytes
  }
  return bytes
}
