import { expect, test } from 'vitest'
import { listen } from '../http.js'
import { describeInBrowser } from './browser.js'

describeInBrowser('a browser for tests', (open) => {
  test('shows a page of this machine', async () => {
    const server = await listen((_req, res) => res.end('<title>Hello</title>'))
    try {
      const page = await open()
      await page.goto(server.url)
      expect(await page.title()).toBe('Hello')
    } finally {
      await server.close()
    }
  })

  test('reaches no other machine', async () => {
    const page = await open()
    await expect(page.goto('https://connect.facebook.net/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
    await expect(page.goto('http://192.0.2.1/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
  })

  test('keeps nothing from one page for the next', async () => {
    const server = await listen((req, res) => {
      res.setHeader('set-cookie', 'seen=yes')
      res.end(req.headers.cookie ?? 'none')
    })
    try {
      for (const page of [await open(), await open()]) {
        await page.goto(server.url)
        expect(await page.textContent('body')).toBe('none')
      }
    } finally {
      await server.close()
    }
  })
})
