import { expect, test } from 'vitest'
import { browserTag } from '../../../../plugins/meta-capi/browser-tag/index.js'
import { describeInBrowser } from '../../../support/chromium/browser.js'
import { standInPixel } from '../../../support/chromium/stand-in-pixel.js'
import { type Listening, listen } from '../../../support/http.js'

interface Site extends Listening {
  /** What the pixel reported, in the order it came. */
  readonly reported: readonly unknown[][]
}

async function site(policy: string, page: (url: string) => string): Promise<Site> {
  const reported: unknown[][] = []
  let url = ''
  const listening = await listen((req, res) => {
    const asked = new URL(req.url ?? '/', url)
    if (asked.pathname === '/pixel.js') {
      res.setHeader('content-type', 'text/javascript')
      res.end(standInPixel('/tr'))
    } else if (asked.pathname === '/tr') {
      reported.push(JSON.parse(asked.searchParams.get('call') ?? '[]'))
      res.end()
    } else {
      res.setHeader('content-type', 'text/html; charset=utf-8')
      res.setHeader('content-security-policy', policy)
      res.end(`<!doctype html><title>Page</title>${page(url)}`)
    }
  })
  url = listening.url
  return { ...listening, reported }
}

const nonce = 'r4nd0m+/=='
const strict = `default-src 'none'; img-src 'self'; script-src 'nonce-${nonce}'; base-uri 'none'`
const events = [
  { name: 'Purchase', eventId: 'purchase.4711', customData: { value: 12.5, note: '</script>\u2028<!--' } },
  { name: 'WishPrinted', eventId: 'wish.1' },
]
const told = [
  ['init', '123'],
  ['track', 'Purchase', { value: 12.5, note: '</script>\u2028<!--' }, { eventID: 'purchase.4711' }],
  ['trackCustom', 'WishPrinted', {}, { eventID: 'wish.1' }],
]

describeInBrowser('the browser tag', (open) => {
  test('reports under a policy that goes by nonces alone', async () => {
    const shop = await site(strict, (url) =>
      browserTag({ pixelId: '123', events, nonce, scriptUrl: `${url}/pixel.js` }),
    )
    try {
      const page = await open()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(shop.url)
      await expect.poll(() => shop.reported.length).toBe(3)
      expect(shop.reported).toEqual(expect.arrayContaining(told))
      expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
    } finally {
      await shop.close()
    }
  })

  test('does nothing under that policy with a nonce of another page', async () => {
    const shop = await site(strict, (url) =>
      browserTag({ pixelId: '123', events, nonce: 'another', scriptUrl: `${url}/pixel.js` }),
    )
    try {
      const page = await open()
      await page.goto(shop.url, { waitUntil: 'networkidle' })
      expect([await page.evaluate('typeof fbq'), shop.reported]).toEqual(['undefined', []])
    } finally {
      await shop.close()
    }
  })

  test('fetches the pixel once from Meta for several tags, and a page without network stays whole', async () => {
    const shop = await site("script-src 'unsafe-inline' https://connect.facebook.net", () =>
      [events, [{ name: 'Lead', eventId: 'lead.1' }]]
        .map((some) => browserTag({ pixelId: '123', events: some, dataLayer: true }))
        .join(''),
    )
    try {
      const page = await open()
      const asked: string[] = []
      page.on('requestfailed', (request) => asked.push(request.url()))
      await page.goto(shop.url, { waitUntil: 'networkidle' })
      expect(asked).toEqual(['https://connect.facebook.net/en_US/fbevents.js'])
      const queue = await page.evaluate('fbq.queue.map((call) => [...call])')
      expect(queue).toEqual([...told, ['track', 'Lead', {}, { eventID: 'lead.1' }]])
      expect(await page.evaluate('dataLayer.map(({ event_id }) => event_id)')).toEqual([
        'purchase.4711',
        'wish.1',
        'lead.1',
      ])
    } finally {
      await shop.close()
    }
  })
})
