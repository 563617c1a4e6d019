/** A short text that changes whenever a mapped table does, made of sums that the database computes. */
import { createHash } from 'node:crypto'
import type { PriceRows } from './mapping.js'
import { nameOf, type Source, sourcesOf } from './mentions.js'
import type { ReaderOptions } from './reader.js'
import { rowsOf, type Shop, selected } from './rows-query.js'
import type { Clocks } from './slot.js'
import type { ColumnsBySource } from './source-columns.js'
import { readable } from './unreadable.js'

/** Also covers writers whose clocks differ from ours by less. */
const freshMs = 2_000
/**
 * MySQL's sum over rows of a text. CRC32 alone is linear: two rows can change by one bit each and leave the sum as it
 * was. Of an MD5 they cannot; to sum its own digits costs more (MariaDB 10.11, 60,000 rows: 73 ms against 45).
 */
const summed = (text: string): string => `cast(sum(crc32(md5(${text}))) as char)`

/** Rows of SQLite that are hashed at a time; it has no checksum of its own. */
const chunk = 20_000

/** `hash` stands for the mapping itself. */
export async function fingerprintOf(
  { shop, columns, clocks, nowAt, hash: own }: ReaderOptions & { readonly hash: string },
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256').update(own)
  for (const source of sourcesOf(shop.mapping)) {
    signal.throwIfAborted()
    const { changed } = source.rows
    const digests =
      changed === undefined
        ? contentOf(shop, source, columns)
        : changesOf(shop, source, changed, clocks, nowAt)
    for await (const digest of digests) {
      hash.update(JSON.stringify(digest))
      signal.throwIfAborted()
    }
  }
  for (const [at, prices] of (shop.mapping.prices ?? []).entries()) {
    hash.update(String(await lastTurn(shop, prices, columns, clocks, nowAt, at)))
    signal.throwIfAborted()
  }
  return hash.digest('base64url')
}

// The sum sees what the newest instant hides: a transaction that commits late brings one that is older.
async function* changesOf(
  shop: Shop,
  { path, rows }: Source,
  column: string,
  { local }: Clocks,
  nowAt: number,
): AsyncGenerator<unknown> {
  const name = `t.${column}`
  const sum = shop.kind === 'mysql' ? summed('cast(?? as char)') : 'group_concat(??)'
  const query = selected(shop, rows).select(
    shop.knex.raw(`count(*) as found, max(??) as newest, ${sum} as total`, [name, name]),
  )
  const [digest]: { newest: unknown }[] = await readable(path, query)
  // Two changes can share a second or a millisecond: until the newest is safely past, no other fingerprint is alike.
  const newest = digest?.newest === null ? undefined : local.start(digest?.newest)
  const isFresh = typeof newest === 'number' && Math.abs(nowAt - newest) <= freshMs
  yield [digest, isFresh ? nowAt : null]
}

async function* contentOf(shop: Shop, source: Source, columns: ColumnsBySource): AsyncGenerator<unknown> {
  const { path, rows } = source
  const all = source.isReadWhole ? (columns.get(nameOf(path))?.names ?? []) : []
  const names = [...new Set([...all, ...source.mentions.map(({ column }) => column)])].map(
    (column) => `t.${column}`,
  )
  if (shop.kind === 'mysql') {
    // As bytes: columns of one table may have collations that do not mix.
    const cells = names.map(() => 'ifnull(cast(?? as binary), 0x01)').join()
    const sum = shop.knex.raw(`count(*) as found, ${summed(`concat_ws(0x00, ${cells})`)} as total`, names)
    yield await readable(path, selected(shop, rows).select(sum))
    return
  }
  const cells = names.map(() => 'quote(??)').join(" || ',' || ")
  for (let offset = 0; ; offset += chunk) {
    const part = rowsOf(shop, rows, undefined).limit(chunk).offset(offset).as('t')
    const query = shop.knex
      .from(part)
      .select(shop.knex.raw(`count(*) as found, group_concat(${cells}) as content`, names))
    const [digest]: { found: number }[] = await readable(path, query)
    yield digest
    if ((digest?.found ?? 0) < chunk) return
  }
}

/** The latest instant past at which one of these prices began or ended: products change by it, and no row does. */
async function lastTurn(
  shop: Shop,
  { from, to, includesLastDay, ...rows }: PriceRows,
  columns: ColumnsBySource,
  clocks: Clocks,
  nowAt: number,
  at: number,
): Promise<number> {
  const path = ['prices', at]
  const there = columns.get(nameOf(path))
  let latest = 0
  for (const column of [from, to]) {
    if (column === undefined) continue
    const { start, end } = there?.isTimestamp(column) ? clocks.utc : clocks.local
    const read = column === to && includesLastDay !== false ? end : start
    const query = rowsOf(shop, rows, [column]).distinct().whereNotNull(`t.${column}`)
    for (const row of (await readable(path, query)) as Record<string, unknown>[]) {
      const instant = read(row[column])
      if (typeof instant === 'number' && instant <= nowAt && instant > latest) latest = instant
    }
  }
  return latest
}
