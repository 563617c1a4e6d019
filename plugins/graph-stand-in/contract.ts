/** All that others may know of the local Graph API: how it is started, steered, and asked what it got. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, defineOffer } from '../../src/kernel.js'

export interface GraphOptions {
  /** Tokens by pixel; `any`, the default, takes every pixel of digits with every token. */
  readonly pixels?: Readonly<Record<string, string>> | 'any'
  /** `counts` keeps how often each id came but no event, and only the latest requests: for millions of events. */
  readonly remember?: 'all' | 'counts'
  /** The oldest events, and ids beyond 48 hours, are forgotten past this many; none unless given. */
  readonly mostEvents?: number
  readonly clock?: Clock
  /** Older versions of the API are dead; 22 unless given. */
  readonly oldestVersion?: number
  /** Whether a refusal says which event it is about; true unless given. */
  readonly namesIndex?: boolean
}

export interface GraphServerOptions extends GraphOptions {
  /** Any free one unless given. */
  readonly port?: number
}

/** An event that was accepted. */
export interface ReceivedEvent {
  readonly pixel: string
  readonly requestId: number
  /** Milliseconds since the epoch. */
  readonly receivedAt: number
  /** Whether it is the first of its name and id within 48 hours, on this pixel. */
  readonly isCounted: boolean
  readonly testCode?: string
  /** As it was sent. */
  readonly event: Readonly<Record<string, unknown>>
}

export interface SeenRequest {
  /** Counts up from 1. */
  readonly id: number
  readonly receivedAt: number
  readonly method: string
  /** Without its query. */
  readonly path: string
  /** As 26 of `/v26.0`. */
  readonly version?: number
  readonly pixel?: string
  /** Where the token stood; it has no business in a URL. */
  readonly tokenIn?: 'header' | 'query' | 'body'
  /** The first 16 hex digits of its SHA-256. */
  readonly tokenPrint?: string
  readonly hasRightToken: boolean
  readonly testCode?: string
  readonly bytes: number
  /** How many it brought. */
  readonly events: number
  /** What was asked of it by `misbehave`. */
  readonly behaviour?: BehaviourName
  /** `ignored` where the events were not even judged. */
  readonly outcome: 'accepted' | 'refused' | 'ignored'
  /** What was answered so far; a call that hangs has none. */
  readonly status?: number
  readonly code?: number
  readonly subcode?: number
}

/** How a call goes wrong, or oddly; each with what it does beside being judged as ever. */
export type Behaviour =
  /** HTTP 400 with one of the throttling codes, each in turn unless given; `retryAfter` as the header has it. */
  | { readonly name: 'throttled'; readonly code?: number; readonly retryAfter?: number | string }
  /** HTTP 500, code 2, marked as transient. */
  | { readonly name: 'temporary' }
  /** HTTP 500, code 1. */
  | { readonly name: 'unknownError' }
  /** HTTP 400, code 21009: a fault of Meta's that looks like the caller's. */
  | { readonly name: 'notReady' }
  /** Any code, as HTTP 400 unless given. */
  | { readonly name: 'error'; readonly code: number; readonly subcode?: number; readonly status?: number }
  /** HTTP 503 with a page of a proxy. */
  | { readonly name: 'html503' }
  /** HTTP 200 with an error inside. */
  | { readonly name: 'error200' }
  | { readonly name: 'html200' }
  /** HTTP 200 with an answer that breaks off in the middle of its JSON. */
  | { readonly name: 'halfJson200' }
  /** HTTP 302 to another address, loopback's unused port 1 unless given. */
  | { readonly name: 'redirect'; readonly to?: string }
  /** Reads all and never answers; nothing is accepted. */
  | { readonly name: 'hang' }
  | { readonly name: 'resetBeforeReading' }
  /** Accepts, then resets the connection. */
  | { readonly name: 'resetAfterAccepting' }
  | { readonly name: 'hangAfterAccepting' }
  /** Accepts, announces a whole answer, sends half of it and ends the connection. */
  | { readonly name: 'cutAnswer' }
  /** Accepts and sends its answer byte by byte, one each `everyMs`, 100 unless given. */
  | { readonly name: 'trickle'; readonly everyMs?: number }
  | { readonly name: 'slow'; readonly latencyMs: number }
  /** Accepts and tells in headers how near the limit is, `percent` being 95 unless given. */
  | { readonly name: 'highUsage'; readonly percent?: number; readonly regainMinutes?: number }
  | { readonly name: 'retryAfter'; readonly value: number | string }
  /** Accepts with an answer of this many bytes, 2 MB unless given. */
  | { readonly name: 'oversize'; readonly bytes?: number }
  | { readonly name: 'gzip' }
  /** Accepts all and says that it was this many fewer, 1 unless given. */
  | { readonly name: 'undercount'; readonly by?: number }
  /** Answers as ever and then closes the connection, which it did not announce. */
  | { readonly name: 'hangUp' }
  /** Refuses every batch with an event of one of these ids, whatever it looks like. */
  | {
      readonly name: 'poison'
      readonly eventIds: readonly string[]
      readonly subcode?: number
      /** As `namesIndex` of the options unless given. */
      readonly namesIndex?: boolean
    }

export type BehaviourName = Behaviour['name']

export interface MisbehaveScope {
  /** For this many calls; until changed unless given. */
  readonly times?: number
  /** For this pixel alone; what is set for a pixel goes before what is set for all. */
  readonly pixel?: string
}

/** What a pixel's token is good for: an `expired` one is answered by 190/463, an `unpermitted` one by 200. */
export type TokenState = 'valid' | 'expired' | 'unpermitted'

export interface Count {
  /** How often it was accepted. */
  readonly times: number
  /** How often it counted: more than once where a copy came after 48 hours. */
  readonly counted: number
}

/** What can be asked and told of it, wherever it runs. */
export interface GraphDesk {
  /** The accepted events in order; none where only counts are remembered. */
  received(): readonly ReceivedEvent[]
  /** Those that are left after copies within 48 hours were dropped. */
  counted(): readonly ReceivedEvent[]
  /** By `pixel/event_name/event_id`; events without an id are only in the totals. */
  counts(): ReadonlyMap<string, Count>
  /** Forgotten by `clear` alone. */
  totals(): { readonly requests: number; readonly events: number; readonly counted: number }
  requests(): readonly SeenRequest[]
  /** Resolves as soon as this many events were accepted in all; rejects where it closes before. */
  whenReceived(events: number): Promise<void>
  /** Resolves with the next call once its body is read and its behaviour begins. */
  nextRequest(): Promise<SeenRequest>
  /** Replaces what was asked before in the same scope; null ends it. Throws on a name that it does not know. */
  misbehave(behaviour: Behaviour | null, scope?: MisbehaveScope): void
  /** Another token for a pixel, known before or not; null revokes the one it has. */
  setToken(pixel: string, token: string | null, state?: TokenState): void
  /** Forgets events, requests and behaviours; tokens stay. */
  clear(): void
}

/** It answers inside another server, as an Express app's handler. */
export interface GraphHandler extends GraphDesk {
  readonly handle: (req: IncomingMessage, res: ServerResponse) => void
  /** Ends the calls that hang; whoever waits is rejected. */
  close(): void
}

/** It runs as a server of its own. */
export interface GraphStandIn extends GraphDesk {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Ends every connection and stops listening: callers are refused. */
  down(): Promise<void>
  /** Listens again on the same port. */
  up(): Promise<void>
  close(): Promise<void>
}

/** Where a stand-in is that begins to listen when it is first asked. */
export interface StandInAddress {
  /** Without a trailing slash; rejects where it cannot listen. */
  url(): Promise<string>
}

/** For the module that sends. */
export const STAND_IN = defineOffer<StandInAddress>('the stand-in for the Graph API')
