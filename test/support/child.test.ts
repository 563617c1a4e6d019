import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { type Child, startChild } from './child.js'

const echo = fileURLToPath(new URL('fixtures/echo.ts', import.meta.url))

describe('a child', () => {
  let child: Child
  afterEach(() => child.kill())

  test('speaks, hears, and ends with its code', async () => {
    child = startChild(echo, { env: { MARK: 'of the test' } })
    expect(await child.line(/^ready/)).toBe('ready of the test')
    child.send('hello')
    expect(await child.line('heard')).toBe('heard hello')
    child.send('end')
    expect(await child.ended).toEqual({ code: 0, signal: null })
    expect(child.stdout).toBe('ready of the test\nheard hello\n')
  })

  test('finds a line that it said before it was asked for', async () => {
    child = startChild(echo)
    child.send('first')
    await child.line('heard first')
    expect(await child.line('ready')).toBe('ready ')
  })

  test('gets the signal it is sent', async () => {
    child = startChild(echo)
    await child.line('ready')
    expect(await child.kill('SIGTERM')).toEqual({ code: 7, signal: null })
    expect(child.stdout).toContain('terminated')
  })

  test('that ends before it says the awaited line rejects with what it said instead', async () => {
    child = startChild(echo)
    const never = child.line('a line that does not come')
    child.send('end')
    await expect(never).rejects.toThrow(/ended \(0\) before it said a line that does not come\nready/)
    await expect(child.line('neither afterwards')).rejects.toThrow(/before it said neither/)
  })
})
