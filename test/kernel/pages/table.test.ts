import { expect, test } from 'vitest'
import { html } from '../../../src/kernel/pages/html.js'
import { emptyState, notice } from '../../../src/kernel/pages/notice.js'
import { facts, table } from '../../../src/kernel/pages/table.js'

const columns = [{ label: 'Product' }, { label: 'Price', isFigure: true }]
const empty = emptyState('No products', html`<a href="./settings">Choose a catalog</a>`)

test('the first cell names its row, and every other says what it is', () => {
  const markup = table({ caption: 'Products', columns, rows: [['<Scarf>', 29]], empty }).toString()
  expect(markup).toContain('<caption>Products</caption>')
  expect(markup).toContain('<th scope="col" class="figure">Price</th>')
  expect(markup).toContain('<th scope="row">&lt;Scarf&gt;</th><td data-label="Price" class="figure">29</td>')
})

test('a table that may scroll sideways can be reached by keyboard, and says what it is', () => {
  const markup = table({ caption: '"Sale"', columns, rows: [['a', 1]], empty }).toString()
  expect(markup).toContain('<div class="table" role="group" aria-label="&quot;Sale&quot;" tabindex="0">')
})

test('without rows there is no table but what to do', () => {
  const markup = table({ caption: 'Products', columns, rows: [], empty }).toString()
  expect(markup).toBe(
    '<div class="empty"><p class="empty-title">No products</p><p><a href="./settings">Choose a catalog</a></p></div>',
  )
})

test('facts pair names with what they are', () => {
  expect(facts([['Pixel', '<1>']]).toString()).toBe(
    '<dl class="facts"><div><dt>Pixel</dt><dd>&lt;1&gt;</dd></div></dl>',
  )
})

test('only what is bad interrupts whoever listens', () => {
  const roles = (['good', 'attention', 'bad', 'off'] as const).map(
    (state) => /role="(\w+)"/.exec(notice(state, 'Text').toString())?.[1],
  )
  expect(roles).toEqual(['status', 'status', 'alert', 'status'])
})
