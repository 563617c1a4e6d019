import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { axeFindings } from '../../support/chromium/axe.js'
import { describeInBrowser } from '../../support/chromium/browser.js'
import type { Listening } from '../../support/http.js'
import { asset, serveGallery, shown } from './gallery.js'

const widths = [390, 768, 1440] as const
const themes = ['light', 'dark'] as const

const watchShifts = `
  globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true })`

const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'

test('style and script weigh at most 25 KB on the wire, the script at most 6', () => {
  const [style, script] = ['look.css', 'life.js'].map(
    (name) => gzipSync(asset(name) ?? '', { level: 9 }).length,
  )
  expect(style).toBeGreaterThan(1_000)
  expect(script).toBeGreaterThan(1_000)
  expect(script).toBeLessThan(6_144)
  expect((style ?? 0) + (script ?? 0)).toBeLessThan(25_000)
})

describeInBrowser('the look of the merchant’s pages', (open) => {
  let gallery: Listening
  beforeAll(async () => {
    gallery = await serveGallery()
  })
  afterAll(() => gallery.close())

  for (const colorScheme of themes) {
    for (const width of widths) {
      test(`${colorScheme} at ${width} pixels is clean in every state: axe, no sideways scroll, no shift, no complaint`, {
        timeout: 120_000,
      }, async () => {
        const page = await open({ viewport: { width, height: 900 }, colorScheme })
        const complaints: string[] = []
        page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
        page.on('pageerror', ({ message }) => complaints.push(message))
        await page.addInitScript(watchShifts)
        for (const which of shown.filter((each) => each !== 'many')) {
          await page.goto(`${gallery.url}/${which}`)
          await page.evaluate(twoFrames)
          const findings = await axeFindings(page)
          const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
          const shifts = await page.evaluate<number[]>('shifts')
          expect({ which, findings, wide: Math.max(0, wide), shifts }).toEqual({
            which,
            findings: [],
            wide: 0,
            shifts: [],
          })
        }
        expect(complaints).toEqual([])
      })
    }
  }

  test('the reader’s own choice of look wins over the system’s', async () => {
    const page = await open({ colorScheme: 'light' })
    const grounds: string[] = []
    for (const theme of ['auto', 'light', 'dark']) {
      await page.goto(`${gallery.url}/filled?theme=${theme}`)
      grounds.push(await page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor'))
    }
    expect(grounds).toEqual(['rgb(245, 246, 243)', 'rgb(245, 246, 243)', 'rgb(16, 21, 20)'])
  })

  test.each([390, 1440])(
    'at %i pixels the keyboard reaches everything, in sight and with a ring',
    async (width) => {
      const page = await open({ viewport: { width, height: 700 } })
      await page.goto(`${gallery.url}/filled`)
      const reachable = await page.evaluate<number>(countReachable)
      expect(reachable).toBeGreaterThan(60)
      const faults: string[] = []
      let reached = 0
      for (; reached <= reachable; reached++) {
        await page.keyboard.press('Tab')
        const fault = await page.evaluate<string | undefined>(lookAtFocus)
        if (fault === 'out') break
        if (fault) faults.push(fault)
      }
      expect({ reached, faults }).toEqual({ reached: reachable, faults: [] })
    },
  )

  test.each(widths)(
    'two thousand rows at %i pixels can be scrolled through, and not sideways',
    async (width) => {
      const page = await open({ viewport: { width, height: 900 } })
      await page.goto(`${gallery.url}/many`)
      expect(await page.locator('tbody tr').count()).toBe(2_000)
      await page.keyboard.press('End')
      await vi.waitFor(async () => expect(await page.evaluate<number>('scrollY')).toBeGreaterThan(50_000))
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    },
  )

  test('nothing of it needs a script', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } })
    await page.goto(`${gallery.url}/filled`)
    expect(await page.locator('.life').innerText()).toBe('Look again')
    const [whole, input] = await Promise.all([
      page.locator('.copyable').boundingBox(),
      page.locator('.copyable input').boundingBox(),
    ])
    expect(input?.width).toBe(whole?.width)
  })
})

const countReachable = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
  .filter((each) => each.checkVisibility({ contentVisibilityAuto: true }) && !each.closest('details:not([open]) > :not(summary)'))
  .length`

/** `out` once the walk has left the page; otherwise what is wrong with the focus, if anything. */
const lookAtFocus = `(() => {
  const at = document.activeElement
  if (at === document.body || at.dataset.seen) return 'out'
  at.dataset.seen = 'yes'
  const name = at.outerHTML.slice(0, 120)
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'no ring: ' + name
  const { left, top, right, bottom } = at.getBoundingClientRect()
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return 'out of sight: ' + name
})()`
