/** What a cell of a mapping reads out of a row, whatever the driver put there. */
import { describe, expect, test } from 'vitest'
import { type RawRow, readCell } from '../../../../feeds/catalog/mapped/cell.js'
import type { Cell } from '../../../../feeds/catalog/mapped/mapping.js'
import { Unreadable } from '../../../../feeds/catalog/mapped/values/unreadable.js'

const read = (cell: Cell, row: RawRow, product: RawRow = row) => readCell(cell)(row, product)

describe('a column', () => {
  const when = new Date(0)
  test.each([
    ['text', 'text'],
    [5, 5],
    [null, null],
    [undefined, null],
    [Buffer.from('Größe'), 'Größe'],
    [Buffer.from([1]), 1],
    [Buffer.from([0]), 0],
    [{ a: [1] }, '{"a":[1]}'],
    [when, when],
  ])('with %j gives %j', (raw, value) => {
    expect(read('a', { a: raw })).toEqual(value)
  })

  test('may have something put around it, unless it is empty', () => {
    const cell = { column: 'a', before: '/image/', after: '?v=1' }
    expect(read(cell, { a: 'x.jpg' })).toBe('/image/x.jpg?v=1')
    expect(read(cell, { a: '' })).toBe('')
    expect(read(cell, { a: null })).toBeNull()
  })

  test('may have its values translated', () => {
    const cell = { column: 'a', values: { 5: 'used', n: 'new' } }
    expect(read(cell, { a: 5 })).toBe('used')
    expect(read(cell, { a: 'n' })).toBe('new')
    expect(read(cell, { a: null })).toBeNull()
    expect(read(cell, { a: 6 })).toBeInstanceOf(Unreadable)
    expect(read({ ...cell, otherwise: 'refurbished' }, { a: 6 })).toBe('refurbished')
    expect(read({ ...cell, otherwise: 'refurbished' }, { a: null })).toBe('refurbished')
  })

  test('named as what every object has is translated by the mapping alone', () => {
    expect(read({ column: 'a', values: { x: 'y' } }, { a: 'constructor' })).toBeInstanceOf(Unreadable)
  })
})

describe('a function', () => {
  test('sees its row and the product’s', () => {
    expect(read((row, product) => `${row.a}${product.b}`, { a: 1 }, { b: 2 })).toBe('12')
  })

  test('may say nothing, and what it throws is told', () => {
    expect(read(() => undefined, {})).toBeNull()
    const lost = () => {
      throw new Error('no such thing')
    }
    expect(read(lost, {})).toEqual(new Unreadable("the mapping's function threw: no such thing"))
  })
})
