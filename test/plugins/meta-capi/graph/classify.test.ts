/** What an answer of the Graph API means, whatever language it is in and whoever sent it. */

import { describe, expect, test } from 'vitest'
import { languages, texts, titles } from '../../../../plugins/graph-stand-in/texts.js'
import { classifyGraphAnswer } from '../../../../plugins/meta-capi/graph/classify.js'
import fc from '../../../support/property.js'

const classes = ['accepted', 'event', 'repair', 'credentials', 'throttled', 'transient', 'configuration']

function errorOf(error: Readonly<Record<string, unknown>>, status = 400) {
  return classifyGraphAnswer({ status, body: JSON.stringify({ error: { message: 'Erreur', ...error } }) })
}

describe('an acceptance', () => {
  test('is HTTP 200 with a number of events', () => {
    const body = '{"events_received":3,"messages":[],"fbtrace_id":"Axy_9-Z"}'
    expect(classifyGraphAnswer({ status: 200, body })).toEqual({
      class: 'accepted',
      isDoubtful: false,
      isKnown: true,
      received: 3,
      traceId: 'Axy_9-Z',
    })
  })

  test('may come parsed', () => {
    expect(classifyGraphAnswer({ status: 200, body: { events_received: 0 } })).toMatchObject({
      class: 'accepted',
      received: 0,
    })
  })

  test.each([
    ['no number', '{"messages":[],"fbtrace_id":"A"}'],
    ['a number as text', '{"events_received":"1"}'],
    ['a negative number', '{"events_received":-1}'],
    ['half a number', '{"events_received":0.5}'],
    ['half an answer', '{"events_received":1,"mess'],
    ['a page', '<html>events_received: 1</html>'],
    ['nothing', ''],
    ['a list', '[{"events_received":1}]'],
    ['an error that is not Graph’s beside it', '{"events_received":1,"error":"quota"}'],
  ])('is not %s in HTTP 200: the events may be there or not', (_what, body) => {
    expect(classifyGraphAnswer({ status: 200, body })).toMatchObject({
      class: 'transient',
      isDoubtful: true,
      isKnown: false,
    })
  })

  test('is not HTTP 200 with an error inside', () => {
    const body = '{"events_received":1,"error":{"message":"","code":190}}'
    expect(classifyGraphAnswer({ status: 200, body })).toMatchObject({
      class: 'credentials',
      isDoubtful: false,
    })
  })
})

describe('an error of Graph’s own', () => {
  const cases: readonly (readonly [
    cls: string,
    code: number,
    subcode?: number | undefined,
    status?: number,
  ])[] = [
    ['event', 100, 2804003],
    ['repair', 100, 2804001],
    ['event', 100, 2804008],
    ['event', 100, 2804019],
    ['event', 100, 2804009],
    ['event', 100, 2804010],
    ['event', 100, 2804036],
    ['event', 100, 2804050],
    ['event', 100, 2804007],
    ['event', 100, 2804016],
    ['event', 100, 2804017],
    ['event', 100, 2804048],
    ['event', 100, 2804066],
    ['event', 100, 2804116],
    ['credentials', 100, 33],
    ['credentials', 190],
    ['credentials', 190, 460],
    ['credentials', 190, 463],
    ['credentials', 190, 467, 401],
    ['credentials', 102],
    ['credentials', 104],
    ['credentials', 10, undefined, 403],
    ['credentials', 3],
    ['credentials', 200, undefined, 403],
    ['credentials', 275],
    ['credentials', 299],
    ['throttled', 4],
    ['throttled', 17, 2446079],
    ['throttled', 17, undefined, 500],
    ['throttled', 32],
    ['throttled', 341],
    ['throttled', 613, 1487742],
    ['throttled', 80000],
    ['throttled', 80003],
    ['throttled', 80004],
    ['throttled', 80014],
    ['throttled', 100, 1504022],
    ['throttled', 2, 1504039],
    ['throttled', 190, 5044001],
    ['transient', 1],
    ['transient', 2],
    ['transient', 5000],
    ['transient', 368],
    ['transient', 21009],
    ['configuration', 2635],
    ['configuration', 2500],
    ['configuration', 12],
  ]
  test.each(cases.map(([cls, code, subcode, status]) => ({ cls, code, subcode, status })))(
    'is $cls for code $code, subcode $subcode, whatever the HTTP status',
    ({ cls, code, subcode, status }) => {
      const verdict = errorOf({ code, error_subcode: subcode, fbtrace_id: 'AbC' }, status)
      expect(verdict).toMatchObject({ class: cls, isKnown: true, code, traceId: 'AbC' })
      expect(verdict.subcode).toBe(subcode)
      expect(errorOf({ code, error_subcode: subcode }, 200).class).toBe(cls)
    },
  )

  test('has numbers as text too', () => {
    expect(errorOf({ code: '190', error_subcode: '463' })).toMatchObject({
      class: 'credentials',
      code: 190,
      subcode: 463,
    })
  })

  test.each([0, -1, 7, 99, 101, 199, 300, 1000, 999_999])('is transient for the unknown code %s', (code) => {
    expect(errorOf({ code })).toMatchObject({ class: 'transient', isKnown: false, isDoubtful: false })
  })

  test('is an event’s for an unknown subcode of 100, and says that it is a guess', () => {
    expect(errorOf({ code: 100, error_subcode: 2804999 })).toMatchObject({ class: 'event', isKnown: false })
    expect(errorOf({ code: 100 })).toMatchObject({ class: 'event', isKnown: false })
  })

  test('is an event’s for any unknown code that names one', () => {
    const verdict = errorOf({ code: 777, message: "Param $['data'][4]['event_name']" })
    expect(verdict).toMatchObject({ class: 'event', index: 4, field: 'event_name', isKnown: false })
  })

  test('is transient where it says so and its numbers are unknown', () => {
    expect(errorOf({ code: 100, error_subcode: 1, is_transient: true }).class).toBe('transient')
    expect(errorOf({ code: 190, is_transient: true }).class).toBe('credentials')
  })

  test.each([
    [500, 1, true],
    [503, 2, true],
    [500, 777, true],
    [400, 2, false],
    [400, 21009, false],
    [500, 17, false],
    [500, 190, false],
    [500, 100, false],
  ])('of status %s and code %s leaves a doubt: %s', (status, code, isDoubtful) => {
    expect(errorOf({ code }, status).isDoubtful).toBe(isDoubtful)
  })

  test('keeps no trace id that is not one', () => {
    expect(errorOf({ code: 1, fbtrace_id: 'a b@c.example' })).not.toHaveProperty('traceId')
    expect(errorOf({ code: 1, fbtrace_id: 12 })).not.toHaveProperty('traceId')
  })

  test('blames no event for what is not an event’s', () => {
    expect(errorOf({ code: 190, message: "$['data'][3]" })).not.toHaveProperty('index')
  })
})

describe('the event that is to blame', () => {
  const spellings: readonly (readonly [text: string, index: number, field?: string])[] = [
    ["$['data'][0]['custom_data']['contents']", 0, 'custom_data.contents'],
    ['$["data"][12]["event_time"]', 12, 'event_time'],
    ["data[7]['user_data']['fbc']", 7, 'user_data.fbc'],
    ['data[999][custom_data][value]', 999, 'custom_data.value'],
    ['data[3].custom_data.contents', 3, 'custom_data.contents'],
    ['data.5.event_time', 5, 'event_time'],
    ["$['data'][8]['custom_data']['contents'][2]['id']", 8, 'custom_data.contents.2.id'],
    ["$['data'][6]", 6],
  ]
  test.each(spellings)('is found in %s', (path, index, field) => {
    for (const place of ['message', 'error_user_msg']) {
      const verdict = errorOf({ code: 100, error_subcode: 2804019, [place]: `“${path}” 必须是数组。` })
      expect(verdict).toMatchObject({ class: 'event', index })
      expect(verdict.field).toBe(field)
    }
  })

  const specs: readonly (readonly [what: string, specs: unknown])[] = [
    ['parts', [['data', 4, 'custom_data', 'value']]],
    ['parts of text', [['data', '4', 'custom_data', 'value']]],
    ['a path', [["$['data'][4]['custom_data']['value']"]]],
    ['a bare path', ['data[4][custom_data][value]']],
    ['a path and parts', [['data[4]', 'custom_data', 'value']]],
    ['a path with dots', [['data.4.custom_data.value']]],
  ]
  describe.each(specs)('is found in blame_field_specs as %s', (_what, blamed) => {
    test.each([
      ['an object', (data: unknown) => data],
      ['JSON in a string', (data: unknown) => JSON.stringify(data)],
    ])('inside %s', (_how, written) => {
      const verdict = errorOf({ code: 100, error_data: written({ blame_field_specs: blamed }) })
      expect(verdict).toMatchObject({ index: 4, field: 'custom_data.value' })
    })
  })

  test('is found in every language that the stand-in speaks', () => {
    for (const language of languages) {
      for (const sentences of Object.values(texts)) {
        const said = sentences[language].replace('{path}', "$['data'][41]['event_time']")
        const error = {
          code: 100,
          message: titles[language],
          error_user_title: titles[language],
          error_user_msg: said,
        }
        const expected = sentences[language].includes('{path}') ? 41 : undefined
        expect(errorOf(error).index, said).toBe(expected)
      }
    }
  })

  test('may be unnamed while the field is', () => {
    const verdict = errorOf({ code: 100, error_data: { blame_field_specs: [['custom_data', 'currency']] } })
    expect(verdict.field).toBe('custom_data.currency')
    expect(verdict).not.toHaveProperty('index')
  })

  test.each([
    ['of a custom field', 'custom_data[3]'],
    ['of user data', "$['user_data'][3]"],
    ['without a number', "$['data']['event_time']"],
    ['with no number', "$['data'][x]"],
    ['out of all bounds', "$['data'][123456789]"],
    ['of other data', 'metadata.3.name'],
  ])('is not read from a path %s', (_why, path) => {
    expect(errorOf({ code: 100, message: path, error_user_msg: path })).not.toHaveProperty('index')
  })

  test('is nobody where a quoted value names another event than the path does', () => {
    const verdict = errorOf({
      code: 100,
      error_user_msg: "« $['data'][0] » est refusé pour $['data'][9]['custom_data']['content_name']",
    })
    expect(verdict.class).toBe('event')
    expect(verdict).not.toHaveProperty('index')
    expect(verdict).not.toHaveProperty('field')
  })

  test('is found at once in a text that is made to take long', () => {
    const hostile = `${'data['.repeat(50_000)}${"$['data']".repeat(50_000)}`
    const startedMs = performance.now()
    errorOf({ code: 100, message: hostile, error_data: hostile })
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })
})

describe('an answer that is not Graph’s', () => {
  const page = '<!DOCTYPE html><html><body>Sorry</body></html>'
  const cases: readonly (readonly [status: number, cls: string, isDoubtful: boolean])[] = [
    [200, 'transient', true],
    [204, 'transient', true],
    [301, 'transient', false],
    [302, 'transient', false],
    [303, 'transient', true],
    [400, 'transient', false],
    [401, 'transient', false],
    [403, 'transient', false],
    [404, 'transient', false],
    [407, 'transient', false],
    [408, 'transient', false],
    [413, 'event', false],
    [429, 'throttled', false],
    [500, 'transient', true],
    [502, 'transient', true],
    [503, 'transient', true],
    [504, 'transient', true],
    [0, 'transient', true],
    [Number.NaN, 'transient', true],
  ]
  test.each(cases)('with status %s is %s; it leaves a doubt: %s', (status, cls, isDoubtful) => {
    for (const body of [
      page,
      '',
      '{}',
      '{"error":"access_denied"}',
      '{"error":{"code":"x"}}',
      null,
      undefined,
    ])
      expect(classifyGraphAnswer({ status, body })).toMatchObject({ class: cls, isDoubtful })
  })
})

describe('whatever comes', () => {
  const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.double(), fc.constant(200))
  const code = fc.oneof(fc.constantFrom(1, 100, 190, '4', 80004, 2635), fc.anything())
  const error = fc.record(
    {
      message: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      code,
      error_subcode: fc.oneof(fc.constantFrom(33, 2804001, 2804003), fc.anything()),
      is_transient: fc.anything(),
      error_user_msg: fc.anything(),
      error_data: fc.oneof(
        fc.json(),
        fc.anything(),
        fc.record({ blame_field_specs: fc.oneof(fc.array(fc.array(fc.anything())), fc.anything()) }),
      ),
      fbtrace_id: fc.anything(),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withSparseArray: true }),
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.record({ error, events_received: fc.anything() }, { requiredKeys: [] }),
  )

  test('it answers one of the seven, and never throws', () => {
    fc.assert(
      fc.property(status, body, (status, body) => {
        const verdict = classifyGraphAnswer({ status, body })
        expect(classes).toContain(verdict.class)
        if (verdict.class === 'accepted') expect(verdict.received).toBeGreaterThanOrEqual(0)
        if (verdict.index !== undefined) expect(Number.isSafeInteger(verdict.index)).toBe(true)
        if (verdict.field !== undefined) expect(verdict.field).toMatch(/^[\w.]+$/)
      }),
      { numRuns: 2_000 },
    )
  })

  test('the words of an error change nothing but whom it blames', () => {
    const numbers = fc.tuple(
      fc.constantFrom(1, 2, 4, 17, 100, 102, 190, 200, 368, 2635, 21009, 80004),
      fc.constantFrom(undefined, 33, 463, 2804001, 2804003, 2446079),
      fc.constantFrom(200, 400, 401, 403, 500, 503),
    )
    const words = fc.record({
      message: fc.string(),
      error_user_title: fc.string(),
      error_user_msg: fc.string(),
    })
    fc.assert(
      fc.property(numbers, words, words, ([code, error_subcode, status], one, other) => {
        const [a, b] = [one, other].map((said) => errorOf({ code, error_subcode, ...said }, status))
        expect(a).toEqual(b)
      }),
    )
  })

  test('the path is found between any words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(999), (before, after, index) => {
        const message = `${before} $['data'][${index}]['event_time'] ${after}`
        expect(errorOf({ code: 100, message })).toMatchObject({ class: 'event', index, field: 'event_time' })
      }),
    )
  })
})
