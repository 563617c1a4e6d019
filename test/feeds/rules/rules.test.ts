/** The field rules, run: every attribute of both references is offered and proven by examples, or omitted for a reason. */
import { describe, expect, test } from 'vitest'
import { attributes } from '../../../feeds/catalog/attributes.js'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import type { Channel } from '../../../feeds/engine/channel.js'
import { googleRules } from './google.js'
import { metaRules } from './meta.js'
import { googleReference, metaReference, type ReferenceRow } from './reference-names.js'
import { type Example, examplesOf, isOffered, type OfferedRule, type Rule } from './rule.js'
import { createTeller, type Teller } from './told.js'

interface Table {
  readonly channel: Channel
  readonly rules: readonly Rule[]
  readonly reference: readonly ReferenceRow[]
}

const tables: readonly Table[] = [
  { channel: googleMerchant, rules: googleRules, reference: googleReference },
  { channel: facebookCatalog, rules: metaRules, reference: metaReference },
]

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort()

describe.each(tables)('$channel.name', ({ channel, rules, reference }) => {
  const offered = rules.filter(isOffered)
  const tell = createTeller(channel)

  test('has a rule for each attribute of the reference, in its order', () => {
    expect(rules.map(({ attribute }) => attribute)).toEqual(reference.map(([attribute]) => attribute))
  })

  test('tells each attribute in a field, or has a reason why not', () => {
    const neither = rules.filter((rule) => !isOffered(rule) && !/^[A-Z][^.]{20,}\.$/.test(rule.omitted))
    expect(neither).toEqual([])
  })

  test('has no field that is in no rule, and none that is in two', () => {
    expect(sorted(offered.map(({ field }) => field))).toEqual(sorted(channel.fields.map(({ name }) => name)))
  })

  test('proves each field by examples, valid and not', () => {
    const unproven = offered.filter(({ valid, invalid }) => valid.length === 0 || invalid.length === 0)
    expect(unproven.map(({ attribute }) => attribute)).toEqual([])
  })

  test('has an example of each limit of the reference', () => {
    const limited = new Set(
      reference.filter(([, limit]) => limit !== undefined).map(([attribute]) => attribute),
    )
    const untried = offered.filter(({ attribute, limit }) => limited.has(attribute) && limit === undefined)
    expect(untried.map(({ attribute }) => attribute)).toEqual([])
  })

  describe.each(offered)('$attribute', (rule) => {
    test.each([...examplesOf(rule)].map(([kind, example], at) => ({ kind, at, example })))(
      'is told as it must be: $kind, example $at',
      ({ example }) => proves(tell, rule, example),
    )
  })
})

async function proves(tell: Teller, { field }: OfferedRule, { finds = [], gives, ...example }: Example) {
  const outcome = await tell(example)
  const { isItem, elements, findings } = outcome
  const told = gives === undefined ? [] : Array.isArray(gives) ? gives : [gives]
  const fields = new Set([field, ...finds.map(([, , other]) => other ?? field)])
  const found = findings
    .filter((finding) => fields.has(finding.field))
    .map((finding) => [finding.effect, finding.reason, finding.field])
  const about = JSON.stringify(example.product).slice(0, 200)
  expect({ told: elements.get(field), found }, about).toEqual({
    told,
    found: finds.map(([effect, reason, other]) => [effect, reason, other ?? field]),
  })
  expect(await tell(example), `${about}, told again`).toEqual(outcome)
  expect(isItem, `${about} ${JSON.stringify(findings)}`).toBe(!finds.some(([effect]) => effect === 'leftOut'))
}

test('each attribute that a product may have is told by some channel', () => {
  const valid = tables.flatMap(({ rules }) => rules.filter(isOffered).flatMap((rule) => rule.valid))
  const told = valid.filter(({ gives }) => gives !== undefined)
  const used = new Set(told.flatMap(({ product }) => Object.keys(product)))
  expect(Object.keys(attributes).filter((name) => !used.has(name))).toEqual([])
})

test('what is told otherwise than the catalog has it comes with a finding, or with a reason for none', () => {
  const silent = tables.flatMap(({ channel, rules }) =>
    rules
      .filter(isOffered)
      .filter(({ invalid, limit = [] }) =>
        [...limit.map(({ beyond }) => beyond), ...invalid].some(
          (fault) => fault.finds === undefined && !/^[a-z].{10,}$/.test(fault.silently),
        ),
      )
      .map(({ attribute }) => `${channel.name} ${attribute}`),
  )
  expect(silent).toEqual([])
})
