import { expect, test } from 'vitest'
import { createWords } from '../../../src/kernel/pages/words.js'

const now = Date.UTC(2026, 10, 21, 12)
const wordsFor = (languages?: string) => createWords({ languages, timeZone: 'Europe/Berlin', now })
const words = wordsFor('en-GB')

test.each([
  [0, 'just now'],
  [-999, 'just now'],
  [-1_000, '1 second ago'],
  [-119_999, '1 minute ago'],
  [-3_600_000, '1 hour ago'],
  [-86_400_000, '1 day ago'],
  [90_000, 'in 1 minute'],
])('%i ms from now is told as "%s"', (ms, told) => {
  expect(words.when(now + ms).toString()).toContain(`>${told}</time>`)
})

test('a relative time has the exact one with it, in the shop’s zone, for hover and keyboard', () => {
  expect(words.when(now).toString()).toBe(
    '<time datetime="2026-11-21T12:00:00.000Z" title="21 Nov 2026, 13:00:00 CET" tabindex="0" data-ago>just now</time>',
  )
})

test.each([
  ['de-DE,de;q=0.9', '1.234.567,5'],
  ['fr-CH', '1 234 567,5'],
  ['en-US', '1,234,567.5'],
  [undefined, '1,234,567.5'],
  ['<script>, x-klingon, *', '1,234,567.5'],
])('the reader of %j gets numbers as they write them', (languages, told) => {
  expect(wordsFor(languages).number(1_234_567.5).replace(/\s/g, ' ')).toBe(told)
})

test.each([
  [0, '0 %'],
  [0.0001, '< 0.1 %'],
  [0.125, '13 %'],
  [0.055, '5.5 %'],
  [0.9999, '99.9 %'],
  [1, '100 %'],
])('a share of %f is %s: nearly none is not none, nearly all is not all', (share, told) => {
  expect(words.share(share)).toBe(told)
})

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_500, '1.5 kB'],
  [12_345_678, '12 MB'],
])('%i bytes are %s', (size, told) => {
  expect(words.bytes(size)).toBe(told)
})

test('the words are English for every reader, as the page is, and only the figures are theirs', () => {
  const german = wordsFor('de')
  expect([german.duration(90_000), german.bytes(1_500)]).toEqual(['1,5 minutes', '1,5 kB'])
})

test.each([
  [12.4, '12 ms'],
  [1_500, '1.5 s'],
  [90_000, '1.5 minutes'],
  [3_600_000, '1 hour'],
  [7_200_000, '2 hours'],
])('%f ms last %s', (ms, told) => {
  expect(words.duration(ms)).toBe(told)
})
