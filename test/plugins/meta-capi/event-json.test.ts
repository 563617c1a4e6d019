import { expect, test } from 'vitest'
import { eventJson } from '../../../plugins/meta-capi/event-json.js'
import fc from '../../support/property.js'

const key = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => name !== '__proto__')
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(undefined),
)
const hashes = fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { minLength: 1, maxLength: 3 })

test('an event is what JSON.stringify would make of it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.oneof(scalar, fc.array(fc.string()))),
      fc.dictionary(key, fc.oneof(scalar, hashes)),
      fc.dictionary(key, fc.jsonValue()),
      (own, user, custom) => {
        const parts = { own, user, custom }
        expect(eventJson(parts)).toBe(JSON.stringify({ ...own, user_data: user, custom_data: custom }))
      },
    ),
    { numRuns: 2_000 },
  )
})

test('what could end a text in it is escaped', () => {
  const hostile = '"}],\\u0022\n\u2028\ud800'
  const json = eventJson({
    own: { event_id: hostile },
    user: { fbc: hostile },
    custom: { content_name: hostile },
  })
  expect(JSON.parse(json)).toEqual({
    event_id: hostile,
    user_data: { fbc: hostile },
    custom_data: { content_name: hostile },
  })
})
