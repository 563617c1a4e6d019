/** A local Graph API for one test, events that it takes, and the way to bring them. */
import { onTestFinished } from 'vitest'
import type { GraphServerOptions, GraphStandIn } from '../../../plugins/graph-stand-in/contract.js'
import { startGraphStandIn } from '../../../plugins/graph-stand-in/index.js'
import { type Answer, send } from '../../support/http.js'

export const pixel = '1234567890'
export const token = 'a-good-token'
/** When the tests' clock begins, in seconds. */
export const startsAt = Date.UTC(2026, 10, 21, 9, 30) / 1000

/** Closes by itself when the test ends. */
export async function graphFor(options: GraphServerOptions = {}): Promise<GraphStandIn> {
  const clock = { now: () => startsAt * 1000 }
  const graph = await startGraphStandIn({ clock, pixels: { [pixel]: token }, ...options })
  onTestFinished(() => graph.close())
  return graph
}

type Fields = Readonly<Record<string, unknown>>

/** A purchase that nothing is wrong with; what is undefined is left out. */
export function purchase(id: string, change: Fields = {}): Fields {
  return {
    event_name: 'Purchase',
    event_time: startsAt - 60,
    event_id: id,
    action_source: 'website',
    event_source_url: 'https://shop.example/thanks',
    user_data: { em: ['a'.repeat(64)], client_user_agent: 'Agent', fbc: 'fb.1.1700000000000.Abc-_9' },
    custom_data: { value: 12.5, currency: 'EUR', contents: [{ id: 'SKU1', quantity: 1, item_price: 12.5 }] },
    ...change,
  }
}

export interface Bringing {
  readonly pixel?: string
  readonly token?: string | undefined
  readonly version?: string
  readonly body?: Fields
  readonly method?: string
}

export function bring(url: string, events: readonly unknown[], bringing: Bringing = {}): Promise<Answer> {
  const { version = 'v26.0', method = 'POST', body = {} } = bringing
  const bearer = 'token' in bringing ? bringing.token : token
  return send(`${url}/${version}/${bringing.pixel ?? pixel}/events`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify({ data: events, ...body }),
  })
}

/** The error inside an answer. */
export function errorIn(answer: Answer): Fields {
  return answer.json().error as Fields
}
