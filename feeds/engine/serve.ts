/** Serving a feed: snapshot → 304 or the file; where there is none yet, a bounded wait, then 503, never a short 200. */
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { AppError, type Call, type Host } from '../../src/kernel.js'
import { type Feed, nameOf } from './feed.js'
import { encodingFor, etagOf, isUnchanged } from './negotiate.js'
import type { ObjectStore, OpenObject } from './objects/object-store.js'
import type { Shelf } from './shelf.js'
import type { Published } from './snapshots.js'
import type { Troubles } from './troubles.js'
import type { Workshop } from './workshop.js'

export interface ServeParts {
  readonly host: Pick<Host, 'clock'>
  readonly shelf: Shelf
  readonly objects: ObjectStore
  readonly workshop: Workshop
  readonly troubles: Troubles
  /** Throws where brand, category or currency name nothing; asked only before a first build. */
  vet(feed: Feed): Promise<void>
}

export interface ServeLimits {
  readonly firstBuildWaitMs: number
  readonly staleAfterMs: number
}

const idleClientMs = 60_000
const pollMs = 250
const vetLimitMs = 10_000

/** Answers an authorised fetch of a feed. */
export function createServe({ host, shelf, objects, workshop, troubles, vet }: ServeParts) {
  return async (call: Call, feed: Feed, limits: ServeLimits): Promise<void> => {
    // Asked twice: what was not there a moment ago may have been built since, here or in another process.
    const found =
      (await shelf.find(feed)) ?? (await shelf.findNow(feed)) ?? (await firstBuild(call, feed, limits))
    shelf.wanted(found)
    if (isStale(found, limits)) workshop.refreshLater(feed)
    if (isUnchanged(call.req.headers, { sha256: found.snapshot.sha256, changedAt: found.changedAt })) {
      call.res.set(headersOf(found))
      call.res.set('ETag', etagOf(found.snapshot.sha256, encodingFor(call.req.headers['accept-encoding'])))
      call.res.status(304).end()
      return
    }
    await send(call, await openWhole(call, feed, found, limits))
  }

  /** The published file; a row that changed a moment ago, or a file that went missing, is caught up with. */
  async function openWhole(call: Call, feed: Feed, found: Published, limits: ServeLimits) {
    for (const look of [async () => found, () => shelf.findNow(feed), () => rebuilt(call, feed, limits)]) {
      const published = await look()
      const object = published && (await objects.open(published.snapshot.object))
      if (object?.bytes === published?.snapshot.packedBytes && object && published)
        return { object, published }
      await object?.close()
    }
    throw notReady(feed, 30)
  }

  async function rebuilt(call: Call, feed: Feed, limits: ServeLimits): Promise<Published> {
    await troubles.missing(feed)
    return firstBuild(call, feed, limits)
  }

  async function firstBuild(call: Call, feed: Feed, { firstBuildWaitMs }: ServeLimits): Promise<Published> {
    await within(performance.now() + vetLimitMs, call.signal, vet(feed), feed)
    const deadline = performance.now() + firstBuildWaitMs
    for (;;) {
      const outcome = await within(deadline, call.signal, workshop.refresh(feed), feed)
      if (outcome.state === 'refused') throw notReady(feed, 900)
      const published = await shelf.findNow(feed)
      if (published && outcome.state !== 'busy') return published
      if (published && (await isThere(published))) return published
      await within(deadline, call.signal, pause(pollMs), feed)
    }
  }

  async function isThere({ snapshot }: Published): Promise<boolean> {
    const object = await objects.open(snapshot.object)
    await object?.close()
    return object?.bytes === snapshot.packedBytes
  }

  function isStale({ checkedAt, snapshot }: Published, { staleAfterMs }: ServeLimits): boolean {
    const now = host.clock.now()
    return (
      Math.abs(now - checkedAt) > staleAfterMs || (snapshot.staleAt !== undefined && now >= snapshot.staleAt)
    )
  }
}

interface Opened {
  readonly object: OpenObject
  readonly published: Published
}

async function send({ req, res, log, signal }: Call, { object, published }: Opened): Promise<void> {
  const { snapshot } = published
  const encoding = encodingFor(req.headers['accept-encoding'])
  res.status(200).set({
    ...headersOf(published),
    ETag: etagOf(snapshot.sha256, encoding),
    'Content-Type': 'application/xml; charset=utf-8',
    'Content-Length': String(encoding === 'gzip' ? snapshot.packedBytes : snapshot.plainBytes),
  })
  if (encoding === 'gzip') res.set('Content-Encoding', 'gzip')
  if (req.method === 'HEAD') {
    await object.close()
    res.end()
    return
  }
  // Not a limit on the whole: a slow client is served for as long as it takes anything at all.
  res.setTimeout(idleClientMs, () => res.destroy())
  const packed = object.stream()
  try {
    if (encoding === 'gzip') await pipeline(packed, exactly(snapshot.packedBytes), res)
    else await pipeline(packed, createGunzip(), exactly(snapshot.plainBytes), res)
  } catch (err) {
    const gone = signal.aborted || (err as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE'
    // The status is out; a cut connection is all that can still tell the client. Content-Length makes it notice.
    res.destroy()
    log[gone ? 'debug' : 'error']({ err }, 'a feed was not sent whole')
  }
}

/** Passes on what was announced; an answer that ends early would hold its connection, and the client, open. */
function exactly(bytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let passed = 0
    for await (const chunk of chunks) {
      passed += chunk.length
      if (passed > bytes) break
      yield chunk
    }
    if (passed !== bytes)
      throw new AppError('FEED_FILE_MISSING', 'unavailable', 'The file of a feed changed while it was sent.')
  }
}

function headersOf({ snapshot, changedAt }: Published): Record<string, string> {
  return {
    'Cache-Control': 'private, no-cache',
    'Last-Modified': new Date(changedAt).toUTCString(),
    Vary: 'Accept-Encoding',
    'X-Feed-Items': String(snapshot.items),
    'X-Feed-Built-At': new Date(snapshot.builtAt).toISOString(),
  }
}

async function within<T>(deadline: number, gone: AbortSignal, work: Promise<T>, feed: Feed): Promise<T> {
  const waiting = new AbortController()
  const patience = pause(Math.max(0, deadline - performance.now()), undefined, {
    signal: AbortSignal.any([gone, waiting.signal]),
  }).then(() => {
    throw notReady(feed, 30)
  })
  try {
    return await Promise.race([work, patience])
  } catch (error) {
    if (gone.aborted) throw error
    throw error instanceof AppError && error.fault !== 'broken'
      ? asUnready(error, feed)
      : notReady(feed, 60, error)
  } finally {
    waiting.abort()
    patience.catch(() => {})
  }
}

// What failed is told to the merchant as a problem; the platform needs to know only that it must come again.
function asUnready(error: AppError, feed: Feed): AppError {
  return error.code === 'FEED_NOT_READY' || error.fault === 'invalid' ? error : notReady(feed, 60, error)
}

function notReady(feed: Feed, retryAfterSeconds: number, cause?: unknown): AppError {
  return new AppError('FEED_NOT_READY', 'unavailable', `The feed ${nameOf(feed)} is not ready yet.`, {
    retryAfterSeconds,
    cause,
  })
}
