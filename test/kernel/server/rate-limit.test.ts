/** Counting per client. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRateLimit } from '../../../src/kernel/server/rate-limit.js'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 9, 30, 20) }))
afterEach(() => void vi.useRealTimers())

describe('a rate limit', () => {
  test('lets a client do so much in a minute, then tells how long to wait', async () => {
    const limit = createRateLimit()
    expect(await limit.count('192.0.2.1', 2)).toBe(0)
    vi.advanceTimersByTime(20_000)
    expect(await limit.count('192.0.2.1', 2)).toBe(0)
    expect(await limit.count('192.0.2.1', 2)).toBe(40)
    expect(await limit.count('192.0.2.2', 2)).toBe(0)
    vi.advanceTimersByTime(40_000)
    expect(await limit.count('192.0.2.1', 2)).toBe(0)
  })

  test('follows its setting at once', async () => {
    const limit = createRateLimit()
    await limit.count('192.0.2.1', 1)
    expect(await limit.count('192.0.2.1', 1)).toBeGreaterThan(0)
    expect(await limit.count('192.0.2.1', 10)).toBe(0)
  })

  test('takes the addresses of one IPv6 subscriber for one client', async () => {
    const limit = createRateLimit()
    await limit.count('2001:db8::1', 1)
    expect(await limit.count('2001:db8::2', 1)).toBeGreaterThan(0)
    expect(await limit.count('2001:db8:0:1::2', 1)).toBe(0)
  })

  test('keeps a bounded number of counts under a flood of addresses, and tells known clients apart still', async () => {
    const limit = createRateLimit(100)
    expect(await limit.count('192.0.2.1', 1)).toBe(0)
    for (let i = 0; i < 2_000; i++) await limit.count(`10.0.${i >> 8}.${i & 255}`, 1)
    expect(vi.getTimerCount()).toBeLessThanOrEqual(100 + 256)
    expect(await limit.count('192.0.2.1', 2)).toBe(0)
    expect(await limit.count('192.0.2.1', 2)).toBeGreaterThan(0)
  })

  test('has room for new clients again when a flood is over, and holds its bound across windows', async () => {
    const limit = createRateLimit(100)
    for (let i = 0; i < 2_000; i++) await limit.count(`10.0.${i >> 8}.${i & 255}`, 1)
    vi.advanceTimersByTime(50_000)
    for (let i = 0; i < 2_000; i++) await limit.count(`10.1.${i >> 8}.${i & 255}`, 1)
    expect(vi.getTimerCount()).toBeLessThanOrEqual(100 + 256)
    vi.advanceTimersByTime(120_000)
    expect(vi.getTimerCount()).toBe(0)
    for (let i = 0; i < 90; i++) expect(await limit.count(`10.0.2.${i}`, 1)).toBe(0)
    expect(vi.getTimerCount()).toBe(90)
  })

  test('leaves no timer when it is closed', async () => {
    const limit = createRateLimit()
    await limit.count('192.0.2.1', 1)
    expect(vi.getTimerCount()).toBe(1)
    limit.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})
