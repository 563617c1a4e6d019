/** What reading remembers, and when it forgets. */
import { expect, test } from 'vitest'
import { Recall } from '../../../../feeds/catalog/sql/recall.js'

test('a text that comes again gives the same object', () => {
  const recall = new Recall((text) => ({ text }))
  const first = recall.of('1.5 kg')
  expect(recall.of('1.5 kg')).toBe(first)
  expect(recall.of('1.6 kg')).toEqual({ text: '1.6 kg' })
})

test('it gives up where texts hardly ever come again, and still reads', () => {
  const recall = new Recall((text) => ({ text }))
  const early = recall.of('0')
  for (let n = 0; n < 5_000; n++) recall.of(`unique ${n}`)
  expect(recall.of('0')).toEqual(early)
  expect(recall.of('0')).not.toBe(recall.of('0'))
})

test('it goes on where most texts are known, however many others there are', () => {
  const recall = new Recall((text) => ({ text }))
  for (let n = 0; n < 50_000; n++) recall.of(n % 4 === 0 ? `unique ${n}` : 'often')
  expect(recall.of('often')).toBe(recall.of('often'))
})

test('it holds a bounded number of characters, and no long text', () => {
  const recall = new Recall((text) => ({ text }))
  const first = recall.of('a first text')
  expect(recall.of('a first text')).toBe(first)
  for (let n = 0; n < 1_500; n++) recall.of(`${n}`.padEnd(400, '.'))
  expect(recall.of('a first text')).not.toBe(first)
  const long = 'x'.repeat(3_000)
  expect(recall.of(long)).not.toBe(recall.of(long))
})
