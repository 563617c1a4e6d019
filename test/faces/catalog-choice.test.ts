import { expect, test } from 'vitest'
import { catalogChoice } from '../../src/catalog-choice.js'

const own = { page: async () => [], fingerprint: async () => '' }

test.each([
  ['nothing is said', {}, undefined, 'demo'],
  ['nothing is said in production', { NODE_ENV: 'production' }, undefined, 'sql'],
  ['the configuration has one', {}, own, own],
  ['the configuration has one in production', { NODE_ENV: 'production' }, own, own],
  ['the configuration wants the demo', {}, 'demo' as const, 'demo'],
  ['the demo is chosen', { STORECAST_CATALOG: 'demo' }, own, 'demo'],
  ['the shop’s own products are chosen', { STORECAST_CATALOG: 'sql' }, own, own],
  [
    'the shop’s own products are chosen and only our tables can hold them',
    { STORECAST_CATALOG: ' sql ' },
    undefined,
    'sql',
  ],
  ['the shop’s own products are chosen against a demo', { STORECAST_CATALOG: 'sql' }, 'demo' as const, 'sql'],
  ['the choice is empty', { STORECAST_CATALOG: '' }, own, own],
])('where %s', (_, environment, catalog, chosen) => {
  expect(catalogChoice(environment, catalog && { catalog })).toEqual({ catalog: chosen })
})

test('a word that is none is a mistake', () => {
  const { mistakes } = catalogChoice({ STORECAST_CATALOG: 'mysql' })
  expect(mistakes).toEqual([expect.stringMatching(/^STORECAST_CATALOG: must be sql .* or demo/)])
})
