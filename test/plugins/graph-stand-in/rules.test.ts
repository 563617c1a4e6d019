/** The local Graph API refuses what the real one refuses: the whole batch, with the same numbers. */

import { describe, expect, test } from 'vitest'
import { faultOf } from '../../../plugins/graph-stand-in/event-rules.js'
import { refusals } from '../../../plugins/graph-stand-in/refusals.js'
import { languages, titles } from '../../../plugins/graph-stand-in/texts.js'
import { classifyGraphAnswer } from '../../../plugins/meta-capi/graph/classify.js'
import fc from '../../support/property.js'
import { bring, errorIn, graphFor, purchase, startsAt } from './graph.js'

const daySeconds = 86_400
const user = { em: ['a'.repeat(64)], client_user_agent: 'Agent' }
const custom = { value: 12.5, currency: 'EUR' }

describe('an event is refused where', () => {
  type Case = readonly [why: string, change: object, code: number, subcode: number | undefined, field: string]
  const cases: readonly Case[] = [
    ['it has no name', { event_name: undefined }, 100, 2804008, 'event_name'],
    ['its name is no text', { event_name: 7 }, 100, 2804008, 'event_name'],
    ['it has no time', { event_time: undefined }, 100, 2804008, 'event_time'],
    ['its time is not whole', { event_time: startsAt - 0.5 }, 100, undefined, 'event_time'],
    ['its time is a date', { event_time: '2026-11-21' }, 100, undefined, 'event_time'],
    ['it is over 7 days old', { event_time: startsAt - 7 * daySeconds - 1 }, 100, 2804003, 'event_time'],
    [
      'it is over 62 days old, from a shop with a door',
      { action_source: 'physical_store', event_time: startsAt - 62 * daySeconds - 1 },
      100,
      2804003,
      'event_time',
    ],
    ['it does not say where it happened', { action_source: undefined }, 100, 2804008, 'action_source'],
    ['it happened nowhere known', { action_source: 'web' }, 100, 2804008, 'action_source'],
    ['its id is a list', { event_id: ['a'] }, 100, 2804008, 'event_id'],
    ['it has no user data', { user_data: undefined }, 100, 2804008, 'user_data'],
    ['its user data is empty', { user_data: {} }, 100, 2804050, 'user_data'],
    ['all it knows is a user agent', { user_data: { client_user_agent: 'A' } }, 100, 2804050, 'user_data'],
    [
      'all it knows is a place and a gender',
      { user_data: { ct: ['1'], country: ['2'], st: ['3'], zp: ['4'], ge: ['5'], client_user_agent: 'A' } },
      100,
      2804050,
      'user_data',
    ],
    ['all it knows is a birthday', { user_data: { db: ['1'] } }, 100, 2804050, 'user_data'],
    ['all it knows is a first name', { user_data: { fn: ['1'], ge: ['f'] } }, 100, 2804050, 'user_data'],
    ['all it knows is a last name', { user_data: { ln: ['1'] } }, 100, 2804050, 'user_data'],
    [
      'what it knows beside is empty',
      { user_data: { ct: ['1'], em: [], ph: [''], fbp: '', external_id: null } },
      100,
      2804050,
      'user_data',
    ],
    [
      'its click id has no click',
      { user_data: { ...user, fbc: 'fb.1.1700000000000.' } },
      100,
      2804001,
      'user_data.fbc',
    ],
    ['its click id is bare', { user_data: { ...user, fbc: 'Abc' } }, 100, 2804001, 'user_data.fbc'],
    ['its click id is a list', { user_data: { ...user, fbc: ['fb.1.1.a'] } }, 100, 2804001, 'user_data.fbc'],
    ['its lead is no number', { user_data: { ...user, lead_id: 'x1' } }, 100, 2804036, 'user_data.lead_id'],
    ['its custom data is a text', { custom_data: '{"value":1}' }, 100, 2804008, 'custom_data'],
    ['a purchase has no custom data', { custom_data: undefined }, 100, 2804009, 'custom_data.value'],
    ['a purchase has no value', { custom_data: { currency: 'EUR' } }, 100, 2804009, 'custom_data.value'],
    ['a purchase has no currency', { custom_data: { value: 1 } }, 100, 2804010, 'custom_data.currency'],
    [
      'the value is words',
      { custom_data: { ...custom, value: '1,234.56' } },
      100,
      2804008,
      'custom_data.value',
    ],
    [
      'the currency is a sign',
      { custom_data: { value: 1, currency: '€' } },
      100,
      2804008,
      'custom_data.currency',
    ],
    [
      'the delivery is unknown',
      { custom_data: { ...custom, delivery_category: 'drone' } },
      100,
      2804008,
      'custom_data.delivery_category',
    ],
    [
      'contents are JSON in a text',
      { custom_data: { ...custom, contents: '[]' } },
      100,
      2804019,
      'custom_data.contents',
    ],
    [
      'contents are an object',
      { custom_data: { ...custom, contents: { id: 1 } } },
      100,
      2804019,
      'custom_data.contents',
    ],
    [
      'a content is a text',
      { custom_data: { ...custom, contents: ['a'] } },
      100,
      2804008,
      'custom_data.contents.0',
    ],
    [
      'a content has no id',
      { custom_data: { ...custom, contents: [{ id: 'a', quantity: 1 }, { quantity: 1 }] } },
      100,
      2804008,
      'custom_data.contents.1.id',
    ],
    [
      'a content’s id is an object',
      { custom_data: { ...custom, contents: [{ id: {}, quantity: 1 }] } },
      100,
      2804008,
      'custom_data.contents.0.id',
    ],
    [
      'a content has no quantity',
      { custom_data: { ...custom, contents: [{ id: 'a' }] } },
      100,
      2804008,
      'custom_data.contents.0.quantity',
    ],
    [
      'a content’s quantity is words',
      { custom_data: { ...custom, contents: [{ id: 'a', quantity: 'two' }] } },
      100,
      2804008,
      'custom_data.contents.0.quantity',
    ],
    [
      'a content’s price is words',
      { custom_data: { ...custom, contents: [{ id: 'a', quantity: 1, item_price: 'free' }] } },
      100,
      2804008,
      'custom_data.contents.0.item_price',
    ],
    [
      'a content’s delivery is unknown',
      { custom_data: { ...custom, contents: [{ id: 'a', quantity: 1, delivery_category: 'drone' }] } },
      100,
      2804008,
      'custom_data.contents.0.delivery_category',
    ],
    [
      'the customer’s segment is unknown',
      { customer_segmentation: 'new' },
      100,
      2804008,
      'customer_segmentation',
    ],
    [
      'the customer’s segment in the custom data is unknown',
      { custom_data: { ...custom, customer_segmentation: 'old' } },
      100,
      2804008,
      'custom_data.customer_segmentation',
    ],
    [
      'a message is called Lead',
      { event_name: 'Lead', action_source: 'business_messaging' },
      100,
      2804066,
      'event_name',
    ],
    [
      'a message of Messenger names no page',
      { event_name: 'LeadSubmitted', action_source: 'business_messaging', messaging_channel: 'messenger' },
      100,
      2804116,
      'user_data.page_id',
    ],
  ]
  test.each(cases)('%s', async (_why, change, code, subcode, field) => {
    const graph = await graphFor()
    const answer = await bring(graph.url, [
      purchase('good'),
      purchase('bad', { ...change }),
      purchase('fine'),
    ])
    expect(answer.status).toBe(400)
    expect(errorIn(answer)).toMatchObject({ code, type: 'OAuthException', is_transient: false })
    expect(errorIn(answer).error_subcode).toBe(subcode)
    // Our own reader of refusals finds who is to blame.
    expect(classifyGraphAnswer({ status: 400, body: answer.text })).toMatchObject({ index: 1, field })
    expect(graph.received()).toEqual([])
    expect(graph.requests()).toMatchObject([{ outcome: 'refused', events: 3, status: 400, code }])
  })

  test('it is no object', async () => {
    const graph = await graphFor()
    expect(errorIn(await bring(graph.url, [null]))).toMatchObject({ code: 100, error_subcode: 2804008 })
  })
})

describe('an event is taken where', () => {
  const cases: readonly (readonly [why: string, change: object])[] = [
    ['it is seven days old to the second', { event_time: startsAt - 7 * daySeconds }],
    [
      'it is 62 days old, from a shop with a door',
      { action_source: 'physical_store', event_time: startsAt - 62 * daySeconds },
    ],
    ['it has no id', { event_id: undefined }],
    ['it is on no page and of no known browser', { event_source_url: undefined, user_data: { ph: ['1'] } }],
    ['all it knows is a mail address', { user_data: { em: 'a'.repeat(64) } }],
    ['it knows a first and a last name', { user_data: { fn: ['1'], ln: ['2'] } }],
    [
      'its click id has dots and an appendix',
      { user_data: { ...user, fbc: 'fb.2.1700000000000.a.b.AQQAAQMC' } },
    ],
    ['its lead is a number', { user_data: { ...user, lead_id: 1234567890123456 } }],
    ['amounts are text and the currency is small', { custom_data: { value: '1.50', currency: 'eur' } }],
    ['it has a name of the shop’s own and no custom data', { event_name: 'Wink', custom_data: undefined }],
    ['its segments are known', { customer_segmentation: 'new_customer_to_business_line' }],
    [
      'its segment stands in the custom data',
      { custom_data: { ...custom, customer_segmentation: 'customer_in_loyalty_program' } },
    ],
    ['contents are null', { custom_data: { ...custom, contents: null } }],
  ]
  test.each(cases)('%s', async (_why, change) => {
    const graph = await graphFor()
    const answer = await bring(graph.url, [purchase('1', { ...change })])
    expect(answer.json()).toEqual({ events_received: 1, messages: [], fbtrace_id: expect.any(String) })
    expect(graph.received()).toMatchObject([{ event: JSON.parse(JSON.stringify(change)) }])
  })
})

test('an event of any shape is judged, and what is refused is told', () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom('Purchase', 'website', startsAt, null, [], {}))
  const names = ['event_name', 'event_time', 'event_id', 'action_source', 'user_data', 'custom_data'] as const
  const event = fc.oneof(
    fc.jsonValue(),
    fc.record(Object.fromEntries(names.map((name) => [name, field])), { requiredKeys: [] }),
    fc
      .dictionary(fc.constantFrom('value', 'currency', 'contents'), field)
      .map((custom_data) => purchase('1', { custom_data })),
  )
  fc.assert(
    fc.property(event, (event) => {
      const fault = faultOf(event, startsAt)
      if (fault) expect(Object.keys(refusals)).toContain(fault.refusal)
    }),
    { numRuns: 1_000 },
  )
})

describe('a batch', () => {
  test('of a thousand is taken, and one more is too many', async () => {
    const graph = await graphFor()
    const events = Array.from({ length: 1001 }, (_, at) => purchase(String(at)))
    expect((await bring(graph.url, events.slice(1))).json()).toMatchObject({ events_received: 1000 })
    expect(errorIn(await bring(graph.url, events))).toMatchObject({ code: 100 })
    expect(graph.totals()).toEqual({ requests: 2, events: 1000, counted: 1000 })
  })

  test.each([
    ['empty', { data: [] }],
    ['not there', { data: undefined }],
    ['a text', { data: '[]' }],
  ])('that is %s is refused', async (_what, body) => {
    const graph = await graphFor()
    expect(errorIn(await bring(graph.url, [], { body }))).toMatchObject({ code: 100 })
  })
})

describe('a refusal', () => {
  test('is told in one language after the other, and its numbers stay', async () => {
    const graph = await graphFor()
    const seen = new Set<unknown>()
    for (const _ of languages) {
      const error = errorIn(
        await bring(graph.url, [purchase('1', { event_time: startsAt - 9 * daySeconds })]),
      )
      expect(error).toMatchObject({ code: 100, error_subcode: 2804003 })
      seen.add(error.error_user_title)
    }
    expect(seen).toEqual(new Set(Object.values(titles)))
  })

  test('says who is to blame in message, message for users and blame_field_specs by turns', async () => {
    const graph = await graphFor()
    const places = new Set<string>()
    for (let turn = 0; turn < 4; turn++) {
      const { message, error_user_msg, error_data } = errorIn(
        await bring(graph.url, [purchase('1', { event_id: {} })]),
      )
      if (String(message).includes("$['data'][0]")) places.add('message')
      if (String(error_user_msg).includes("$['data'][0]")) places.add('user message')
      if (error_data !== undefined) places.add(typeof error_data)
    }
    expect([...places].sort()).toEqual(['message', 'object', 'string', 'user message'])
  })

  test('does not say it where it is not to', async () => {
    const graph = await graphFor({ namesIndex: false })
    for (let turn = 0; turn < 4; turn++) {
      const { text } = await bring(graph.url, [purchase('1'), purchase('2', { event_id: {} })])
      expect(classifyGraphAnswer({ status: 400, body: text })).not.toHaveProperty('index')
      expect(text).not.toContain("['data']")
    }
  })
})
