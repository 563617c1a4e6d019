/** What a fetch says of itself, and what it is answered with. */
import { describe, expect, test } from 'vitest'
import { encodingFor, etagOf, isUnchanged } from '../../../feeds/engine/negotiate.js'

const sha256 = 'ab'.repeat(32)
const changedAt = Date.UTC(2026, 10, 21, 9, 30, 0, 123)

describe('Accept-Encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['x-gzip', 'gzip'],
    ['deflate, gzip, br', 'gzip'],
    ['gzip;q=0.001', 'gzip'],
    ['gzip;q=0', 'identity'],
    ['gzip ; q=0.000 ', 'identity'],
    ['gzip;Q=0', 'identity'],
    ['gzip;q=0, *', 'identity'],
    ['*', 'gzip'],
    ['*;q=0.5', 'gzip'],
    ['*;q=0', 'identity'],
    ['*;q=0, gzip', 'gzip'],
    ['br;q=1.0, *;q=0.1', 'gzip'],
    ['identity', 'identity'],
    ['deflate, br, zstd', 'identity'],
    ['gzipped', 'identity'],
    [',;,;=,"', 'identity'],
  ])('%j is answered with %s', (header, encoding) => {
    expect(encodingFor(header)).toBe(encoding)
  })
})

describe('a conditional fetch', () => {
  const unchanged = (headers: Record<string, string>) => isUnchanged(headers, { sha256, changedAt })
  const lastModified = new Date(changedAt).toUTCString()

  test('has tags that differ by encoding, because the bytes differ', () => {
    expect(etagOf(sha256, 'gzip')).not.toBe(etagOf(sha256, 'identity'))
  })

  test.each([
    `"${sha256}"`,
    `"${sha256}-gz"`,
    `W/"${sha256}"`,
    `"${sha256}-gzip"`,
    `W/"${sha256}-gz-gzip"`,
    `"other",   "${sha256}-gz"`,
    `"one","two",W/"${sha256}"`,
    '*',
    ' * ',
  ])('that knows it by %s gets no body', (tags) => {
    expect(unchanged({ 'if-none-match': tags })).toBe(true)
  })

  test.each([
    '"other"',
    sha256,
    `"${sha256.toUpperCase()}"`,
    `w/"${sha256}"`,
    '',
    '"*"',
    `"${sha256}-br"`,
    ',,,',
  ])('that knows something else (%s) gets the whole', (tags) => {
    expect(unchanged({ 'if-none-match': tags })).toBe(false)
  })

  test('goes by the tag where it sends both', () => {
    expect(unchanged({ 'if-none-match': '"other"', 'if-modified-since': lastModified })).toBe(false)
  })

  test.each([
    ['the date that it was given', lastModified],
    ['a later date, as that of its own fetch', new Date(changedAt + 86_400_000).toUTCString()],
  ])('with %s gets no body', (_, date) => {
    expect(unchanged({ 'if-modified-since': date })).toBe(true)
  })

  test.each([
    ['an earlier date', new Date(changedAt - 1_000).toUTCString()],
    ['a year', '2099'],
    ['words that end in a year', 'garbage 2099'],
    ['another form of the same date', new Date(changedAt).toISOString()],
    ['nothing', ''],
  ])('with %s gets the whole', (_, date) => {
    expect(unchanged({ 'if-modified-since': date })).toBe(false)
  })

  test('without conditions gets the whole', () => expect(unchanged({})).toBe(false))
})
