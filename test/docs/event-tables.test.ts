/** The tables of docs/events.md and docs/signed-hooks.md, held to the declarations that they tell of. */
import { describe, expect, test } from 'vitest'
import { standardNames } from '../../plugins/meta-capi/browser-tag/standard-names.js'
import { actionSources } from '../../plugins/meta-capi/contract.js'
import type { EventDefinition } from '../../plugins/meta-capi/events/event.js'
import * as events from '../../plugins/meta-capi/events/index.js'
import { Reader } from '../../plugins/meta-capi/events/reader.js'
import { eventByName } from '../../plugins/meta-capi/hook-route/events-by-name.js'
import { readPayload } from '../../plugins/meta-capi/hook-route/payload.js'
import { remoteShopper } from '../../plugins/meta-capi/hook-route/remote-context.js'
import { fields } from '../../plugins/meta-capi/user-data/fields.js'
import { hashUserData } from '../../plugins/meta-capi/user-data/hash-user-data.js'
import { settingGroups } from '../../scripts/settings-doc.js'
import { blockBehind, read, rowsOf, sectionOf } from './documents.js'

const document = 'docs/events.md'
const contract = read('plugins/meta-capi/contract.ts')
const quoted = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)

/** The fields that an interface of the contract declares itself. */
function fieldsOf(name: string): readonly string[] {
  const [, body = ''] =
    new RegExp(`^export interface ${name}(?: extends [^{]*)? \\{\n([\\s\\S]*?)^\\}`, 'm').exec(contract) ?? []
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field = '']) => field)
}

const adding = [...fieldsOf('Line'), ...fieldsOf('Adding')]
const checkout = fieldsOf('Checkout')

/** What each hook takes besides the envelope. */
const taken: Readonly<Record<string, readonly string[]>> = {
  viewContent: fieldsOf('ViewContent'),
  search: fieldsOf('Search'),
  addToCart: adding,
  addToWishlist: adding,
  initiateCheckout: checkout,
  purchase: [...checkout, ...fieldsOf('Purchase')],
  completeRegistration: fieldsOf('Registration'),
  contact: fieldsOf('Contacting'),
  lead: fieldsOf('Contacting'),
}

const product = { id: 'A1', name: 'Shirt' }
const everything = {
  ...{
    product,
    products: [product],
    quantity: 1,
    price: 1,
    delivery: 'in_store',
    lines: [{ product, price: 1 }],
  },
  ...{
    name: 'a',
    category: 'b',
    query: 'c',
    orderId: 1,
    email: 'a@b.example',
    status: 'd',
    value: 1,
    currency: 'EUR',
  },
}

describe('the table of hooks', () => {
  const [head = ''] = sectionOf(document, '## The hooks').split('### ')
  const rows = rowsOf(head).map(([hook = '', ...cells]) => [quoted(hook)[0] ?? '', ...cells] as const)
  const definitions = new Map<string, EventDefinition<never>>(Object.entries(events))

  test('names every hook, and no other', () => {
    expect(rows.map(([hook]) => hook).sort()).toEqual([...definitions.keys()].sort())
  })

  test.each(rows)(
    'tells of %s what it takes and what it makes of that',
    (hook, takes, name, priority, custom) => {
      const definition = definitions.get(hook)
      const made = definition?.make(everything as never, new Reader({ idPrefix: '', currency: 'EUR' }))
      expect(quoted(takes ?? '').sort()).toEqual([...(taken[hook] ?? [])].sort())
      expect([name, Number(priority)]).toEqual([definition?.name, definition?.priority])
      expect(quoted(custom ?? '')).toEqual(Object.keys(made?.customData ?? {}))
    },
  )
})

test('the table of the envelope has its fields', () => {
  const rows = rowsOf(sectionOf(document, '### The envelope'))
  expect(rows.map(([field = '']) => quoted(field)[0])).toEqual(fieldsOf('Envelope'))
  const [, sources = ''] = rows.find(([field]) => field === '`actionSource`') ?? []
  expect(new Set(quoted(sources))).toEqual(new Set(actionSources))
})

test('the table of what is stored has its words', () => {
  const [, words = ''] = /^export type Kept =\n([\s\S]*?)\n\n/m.exec(contract) ?? []
  const declared = [...words.matchAll(/\| '(\w+)'/g)].map(([, word]) => word)
  expect(declared.length).toBeGreaterThan(5)
  const rows = rowsOf(sectionOf(document, '## What a hook answers'))
  expect(rows.map(([word = '']) => quoted(word)[0])).toEqual(declared)
})

test('the table of user data has every key and every name', () => {
  const [head = ''] = sectionOf(document, '## User data').split('Names in snake_case')
  const told = rowsOf(head).map(([key = '', hashed, names = '']) => ({
    key: quoted(key)[0] ?? '',
    hashed,
    names: quoted(names),
  }))
  const byKey = new Map<string, { key: string; hashed: string; names: string[] }>()
  for (const [name, field] of fields) {
    const row = byKey.get(field.key) ?? { key: field.key, hashed: field.plain ? 'no' : 'yes', names: [] }
    byKey.set(field.key, row)
    if (name !== field.key && !name.includes('_')) row.names.push(name)
  }
  expect(told).toEqual([...byKey.values()])
})

test('defaults of settings are those that are declared', () => {
  const told = [...read(document).matchAll(/`([A-Z_]+)\.([A-Z_]+)` \((\w+)(?: unless set\b[^)]*)?\)/g)]
  expect(told.length).toBeGreaterThan(5)
  for (const [whole, group, key = '', value] of told) {
    const setting = settingGroups.find(({ name }) => name === group)?.settings[key]
    expect(String(setting?.initial), whole).toBe(value)
  }
})

test('the standard events are those that the pixel knows', () => {
  const [, list = ''] = /^Meta's standard events: (.*)\.$/m.exec(read(document)) ?? []
  expect([...list.split(', '), 'PageView'].sort()).toEqual([...standardNames].sort())
})

test('the table of classes has those of an answer', () => {
  const [, words = ''] =
    /^export type GraphClass =\n([\s\S]*?)\n\n/m.exec(read('plugins/meta-capi/graph/verdict.ts')) ?? []
  const declared = [...words.matchAll(/\| '(\w+)'/g)].map(([, word]) => word)
  const [, behind = ''] = sectionOf(document, '## User data').split('| `class` |')
  const rows = rowsOf(`| \`class\` |${behind}`)
  expect(rows.map(([word = '']) => quoted(word)[0])).toEqual(declared)
})

test('docs/signed-hooks.md names every field of the payload', () => {
  const [whole = '', shopper = ''] = sectionOf('docs/signed-hooks.md', '## The payload').split('`shopper` is')
  expect(rowsOf(whole).map(([field = '']) => quoted(field)[0])).toEqual(['shopper', 'context', 'data'])
  expect(rowsOf(shopper).map(([field = '']) => quoted(field)[0])).toEqual(Object.keys(remoteShopper.shape))
})

test('docs/signed-hooks.md shows a payload that is taken whole', () => {
  const { shopper, data } = readPayload(Buffer.from(blockBehind('docs/signed-hooks.md', 'a payload')))
  const reader = new Reader({ idPrefix: '', currency: 'USD' })
  const { definition, input } = eventByName('Purchase', data)
  expect(definition.make(input, reader).customData).toMatchObject({
    order_id: '1001',
    value: 25,
    currency: 'EUR',
  })
  expect(hashUserData(shopper?.user ?? {}, { onLeftOut: (field) => reader.leaveOut(field) })).toMatchObject({
    em: [expect.any(String)],
    ph: [expect.any(String)],
  })
  expect(reader.leftOut).toEqual([])
})
