/** The events' API as a recorder: what each hook was called with, and the real browser tag for it. */
import type { Request } from 'express'
import type { Knex } from 'knex'
import { type BrowserEvent, browserTag } from '../../../plugins/meta-capi/browser-tag/browser-tag.js'
import type { Hooks, MetaApi, Who } from '../../../plugins/meta-capi/contract.js'

export interface Recorded {
  readonly hook: string
  readonly data: Readonly<Record<string, unknown>>
  readonly eventId: string
  readonly trx: Knex.Transaction | undefined
}

export interface RecordingMeta extends MetaApi {
  readonly calls: readonly Recorded[]
  /** All that was called since, as pairs of hook and data. */
  take(): readonly (readonly [hook: string, data: unknown])[]
}

export interface RecordingOptions {
  /** Where pages get the pixel from. */
  readonly scriptUrl?: string
  /** Runs in the transaction of every event; what it throws fails the hook. */
  readonly write?: (trx: Knex.Transaction, event: Recorded) => Promise<void>
  readonly consent?: () => 'granted' | 'denied'
}

const names = {
  viewContent: 'ViewContent',
  search: 'Search',
  addToCart: 'AddToCart',
  addToWishlist: 'AddToWishlist',
  initiateCheckout: 'InitiateCheckout',
  purchase: 'Purchase',
  completeRegistration: 'CompleteRegistration',
  contact: 'Contact',
  lead: 'Lead',
} as const

export function recordingMeta({
  scriptUrl,
  write = async () => {},
  consent = () => 'granted',
}: RecordingOptions = {}): RecordingMeta {
  const calls: Recorded[] = []
  const byRequest = new WeakMap<object, BrowserEvent[]>()
  let taken = 0

  function record(hook: string, who: Who, data: object | undefined, trx?: Knex.Transaction): Recorded {
    const given = { ...data } as Record<string, unknown>
    const eventId = hook === 'purchase' ? `purchase.${given.orderId}` : `${hook}.${calls.length}`
    const call = { hook, data: given, eventId, trx }
    calls.push(call)
    const name = names[hook as keyof typeof names]
    byRequest.set(who, [...(byRequest.get(who) ?? []), { name, eventId }])
    return call
  }

  const hooksOf = <Answer>(answer: (call: Recorded) => Answer, trx?: Knex.Transaction) =>
    Object.fromEntries(
      [...Object.keys(names), 'track'].map((hook) => [
        hook,
        (who: Who, data?: object) => answer(record(hook, who, data, trx)),
      ]),
    ) as unknown as Hooks<Answer>

  return {
    ...hooksOf(({ eventId }) => ({ eventId, stored: Promise.resolve('stored' as const) })),
    within: (trx) =>
      hooksOf(async (call) => {
        await write(trx, call)
        return { eventId: call.eventId, stored: 'stored' as const }
      }, trx),
    contextOf: () => ({ version: 1, at: 0, consent: 'granted', user: {} }),
    browserTag: (req: Request, options) =>
      browserTag({
        pixelId: '123456789',
        events: byRequest.get(req) ?? [],
        consent: consent(),
        ...(scriptUrl !== undefined && { scriptUrl }),
        ...options,
      }),
    decide: async () => 0,
    erase: async () => 0,
    calls,
    take() {
      const since = calls.slice(taken)
      taken = calls.length
      return since.map(({ hook, data }) => [hook, data] as const)
    },
  }
}
