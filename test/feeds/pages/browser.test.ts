/** The feeds' pages in a browser: filled, empty and failed, in both themes and on a phone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendPage } from '../../../src/admin/frame/send-page.js'
import type { Theme } from '../../../src/admin/frame/theme.js'
import type { View } from '../../../src/kernel/pages/page.js'
import { asset, draw } from '../../browser/look/gallery.js'
import { axeFindings } from '../../support/chromium/axe.js'
import { describeInBrowser, type OpenPage } from '../../support/chromium/browser.js'
import { sidewaysTables } from '../../support/chromium/sideways.js'
import { type Listening, listen } from '../../support/http.js'
import { makeSights, type Sights } from './sights.js'

const sizes: readonly Size[] = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
]

describeInBrowser('the feeds’ pages', (open) => {
  let sights: Sights
  let server: Listening
  beforeAll(async () => {
    sights = await makeSights()
    server = await listen(async (req, res) => {
      const { pathname, searchParams } = new URL(req.url ?? '/', 'http://localhost')
      const text = asset(pathname.slice(1))
      if (text !== undefined) {
        res.setHeader('content-type', pathname.endsWith('.css') ? 'text/css' : 'text/javascript')
        res.end(text)
        return
      }
      const view = sights.views.get(searchParams.get('sight') ?? '')
      const theme = (searchParams.get('theme') ?? 'auto') as Theme
      if (view) sendPage(res, draw('filled', { view, theme }), { status: 200, showsPictures: true })
      else res.end()
    })
  }, 120_000)
  afterAll(async () => {
    await server?.close()
    await sights?.close()
  })

  test.each(sizes)(
    'are clean in every state: $colorScheme, $width pixels wide',
    async ({ colorScheme, width }) => {
      const page = await opened(open, { colorScheme, width })
      const seen = []
      const clean = []
      for (const name of sights.views.keys()) {
        await page.goto(`${server.url}/?sight=${encodeURIComponent(name)}`)
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        const headings = await page.evaluate<number[]>(headingLevels)
        seen.push({
          name,
          findings: await axeFindings(page),
          wide: Math.max(0, wide),
          firsts: headings.filter((level) => level === 1).length,
          jumps: headings.filter((level, at) => at > 0 && level > (headings[at - 1] ?? 0) + 1),
          sideways: await sidewaysTables(page),
        })
        clean.push({ name, findings: [], wide: 0, firsts: 1, jumps: [], sideways: [] })
      }
      expect(seen).toEqual(clean)
    },
    120_000,
  )

  test('weigh at most 75 KB each, so that style and script fit beside them', () => {
    const sizeOf = (view: View) => Buffer.byteLength(draw('filled', { view }).toString())
    const heavy = [...sights.views].filter(([, view]) => sizeOf(view) > 75_000)
    expect(heavy.map(([name, view]) => `${name}: ${sizeOf(view)}`)).toEqual([])
  })
})

const headingLevels = '[...document.querySelectorAll("h1,h2,h3,h4")].map(({ tagName }) => Number(tagName[1]))'

interface Size {
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
}

async function opened(open: OpenPage, { colorScheme, width }: Size) {
  const page = await open({ viewport: { width, height: 900 }, colorScheme })
  // Pictures of a shop that is nowhere.
  await page.route('https://shop.example/**', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: picture }),
  )
  return page
}

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#9bb"/><circle cx="300" cy="300" r="180" fill="#356"/></svg>'
