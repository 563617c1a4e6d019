import express from 'express'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { describeInBrowser } from '../../support/chromium/browser.js'
import { standInPixel } from '../../support/chromium/stand-in-pixel.js'
import { listen } from '../../support/http.js'
import { type RecordingMeta, recordingMeta } from './recording-meta.js'
import { blanket, someShop } from './some-shop.js'

interface Walked {
  readonly url: string
  readonly meta: RecordingMeta
  /** Name and id of every event that the browser reported. */
  readonly reported: readonly string[]
}

/** The shop on loopback, beside a stand-in for Meta's pixel. */
async function openShop(): Promise<Walked> {
  const meta = recordingMeta({ scriptUrl: '/pixel.js' })
  const reported: string[] = []
  const host = express()
  host.get('/pixel.js', (_req, res) => void res.type('js').send(standInPixel('/tr')))
  host.get('/tr', (req, res) => {
    const [call, name, , ids] = JSON.parse(String(req.query.call)) as [
      string,
      string,
      unknown,
      { eventID: string },
    ]
    if (call !== 'init') reported.push(`${name} ${ids.eventID}`)
    res.end()
  })
  host.use(someShop({ meta, name: 'Harbour & Pine' }).app)
  const listening = await listen(host)
  onTestFinished(() => listening.close())
  return { url: `${listening.url}/demo/`, meta, reported }
}

const names: Readonly<Record<string, string>> = { viewContent: 'ViewContent', addToCart: 'AddToCart' }
const nameOf = (hook: string) => names[hook] ?? hook.charAt(0).toUpperCase() + hook.slice(1)

/** What the page's own policy refused, and what its scripts threw. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}

async function buy(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('link', { name: blanket.name }).click()
  await page.getByLabel('Quantity').fill('2')
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Lovelace')
  await page.getByRole('button', { name: 'Pay €298.00' }).click()
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor()
}

describeInBrowser('a visit to the demo shop', (open) => {
  test('ends with a purchase that server and browser report under the same ids, once', async () => {
    const { url, meta, reported } = await openShop()
    const page = await open()
    const complaints = complaintsOf(page)
    await buy(page, url)
    const expected = meta.calls.map(({ hook, eventId }) => `${nameOf(hook)} ${eventId}`)
    expect(meta.calls.map(({ hook }) => hook)).toEqual([
      'viewContent',
      'addToCart',
      'initiateCheckout',
      'purchase',
    ])
    await expect.poll(() => reported.length).toBe(4)
    expect(reported).toEqual(expected)

    await page.reload({ waitUntil: 'networkidle' })
    await page.goBack({ waitUntil: 'networkidle' })
    await page.goForward({ waitUntil: 'networkidle' })
    const ofPurchase = (list: readonly string[]) => list.filter((line) => line.startsWith('Purchase '))
    expect(ofPurchase(reported)).toEqual([expected.at(-1)])
    expect(meta.calls.filter(({ hook }) => hook === 'purchase')).toHaveLength(1)
    expect(complaints).toEqual([])
  })

  test('goes the whole way without script', async () => {
    const { url, meta } = await openShop()
    const page = await open({ javaScriptEnabled: false })
    await buy(page, url)
    expect(meta.calls.at(-1)?.hook).toBe('purchase')
  })

  test('goes by keyboard: the first tab skips to the content, and what has the focus is seen', async () => {
    const { url } = await openShop()
    const page = await open()
    await page.goto(url)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    const box = await page.locator('.skip').boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
  })

  test.each([320, 390, 768, 1440])('needs no sideways scrolling at %i pixels', async (width) => {
    const { url } = await openShop()
    const page = await open({ viewport: { width, height: 800 } })
    await buy(page, url)
    for (const path of ['', 'products/HP-1', 'products/a%2Fb%20%C3%BC%3F', 'sign-up', 'contact', 'cart']) {
      await page.goto(`${url}${path}`)
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width)
    }
  })
})
