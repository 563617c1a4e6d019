/** A feed: one channel of one store, whole or narrowed by a filter; and the one spelling of each filter. */
import { createHash } from 'node:crypto'
import { AppError } from '../../src/kernel.js'
import type { Filter } from '../catalog/contract.js'

/** What a fetch may ask of a feed. */
export interface FeedFilter extends Filter {
  /** ISO 4217; absent means the shop's own currency. */
  readonly curr?: string
}

export interface Feed {
  readonly store: string
  /** The channel's name. */
  readonly channel: string
  readonly filter: FeedFilter
  /** The filter in canonical spelling: sorted, defaults left out; empty for the whole feed. */
  readonly query: string
  /** `whole`, or the SHA-256 of `query`: a key of bounded length. */
  readonly hash: string
}

/** What tells a feed from all others. */
export type FeedKey = Pick<Feed, 'store' | 'channel' | 'hash'>

/** Parameters in canonical order, each with how its text is read. */
const parameters: {
  readonly [K in keyof Required<FeedFilter>]: (text: string) => FeedFilter[K] | undefined
} = {
  brand: (text) => words('brand', text),
  category: (text) => words('category', text),
  curr: (text) => {
    const code = text.trim().toUpperCase()
    return /^[A-Z]{3}$/.test(code)
      ? code
      : malformed('curr', 'must be a currency code of three letters, as EUR')
  },
  stock: (text) => wholeNumber('stock', text, 0) || undefined,
  top: (text) => wholeNumber('top', text, 1),
}

/** Names that a feed's address may carry beside its filter. */
const credentials = new Set(['token'])

/** Reads a query into a feed; a parameter that is unknown, given twice or malformed throws, named. */
export function feedOf(store: string, channel: string, query: URLSearchParams, shopCurrency: string): Feed {
  const filter: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    if (credentials.has(name)) continue
    if (!Object.hasOwn(parameters, name)) unknown(name)
    const [text, ...more] = query.getAll(name)
    if (more.length > 0) malformed(name, 'is given more than once')
    const value = parameters[name as keyof FeedFilter](text ?? '')
    if (value !== undefined) filter[name] = value
  }
  if (filter.curr === shopCurrency) delete filter.curr
  return canonical(store, channel, filter as FeedFilter)
}

/** The feed of a filter that was read before. */
export function canonical(store: string, channel: string, filter: FeedFilter): Feed {
  const query = new URLSearchParams(
    Object.entries(filter)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  const hash = query ? createHash('sha256').update(query).digest('hex') : 'whole'
  return { store, channel, filter, query, hash }
}

/** How a feed is named in messages: `facebook-catalog`, `facebook-catalog?brand=Acme`. */
export function nameOf({ channel, query }: Pick<Feed, 'channel' | 'query'>): string {
  return query ? `${channel}?${query}` : channel
}

/** A feed's key as a text, for what is kept in memory. */
export function keyOf({ store, channel, hash }: FeedKey): string {
  return `${store}/${channel}/${hash}`
}

/** Where a feed's objects stand in the object store; no two feeds share a folder. */
export function folderOf({ store, channel, hash }: FeedKey): string {
  return `${store}/${channel}/${hash}`
}

/** The lease without which nothing of a feed is built, published or deleted. */
export function leaseOf({ store, channel, hash }: FeedKey): string {
  return `feed:${store}:${channel}:${hash}`
}

export function unknownValue(name: 'brand' | 'category' | 'curr', advice: string): AppError {
  return new AppError(
    'FEED_PARAMETER',
    'invalid',
    `The parameter ${name} names nothing that this shop has. ${advice}`,
  )
}

function words(name: string, text: string): string {
  const trimmed = text.trim().normalize('NFC')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (trimmed && trimmed.length <= 190 && !/[\x00-\x1f\x7f\ufffd]/.test(trimmed)) return trimmed
  return malformed(name, 'must be one line of 1 to 190 characters')
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
  return value >= least ? value : malformed(name, `must be a whole number from ${least} to 999999999`)
}

function malformed(name: string, why: string): never {
  throw new AppError('FEED_PARAMETER', 'invalid', `The parameter ${name} ${why}.`)
}

function unknown(name: string): never {
  const shown = /^[\w.-]{1,40}$/.test(name) ? name : '(unprintable)'
  throw new AppError(
    'FEED_PARAMETER',
    'invalid',
    `The parameter ${shown} is not known; a feed takes ${[...credentials, ...Object.keys(parameters)].join(', ')}.`,
  )
}
