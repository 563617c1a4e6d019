/** The events’ pages in a real browser: live, clean for every reader, and usable without scripts. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import express from 'express'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { hashOneTimePassword } from '../../../../src/admin/door/password.js'
import type { AdminState } from '../../../../src/admin/index.js'
import { axeFindings } from '../../../support/chromium/axe.js'
import { describeInBrowser } from '../../../support/chromium/browser.js'
import { sidewaysTables } from '../../../support/chromium/sideways.js'
import { type EventShop, openEventShop } from '../../../support/event-shop.js'
import { listen } from '../../../support/http.js'
import { orderOf, shopper } from '../../../support/orders.js'
import { testFolder } from '../../../support/temp-folder.js'

const password = 'a password of these tests'

interface Opened extends EventShop {
  readonly url: string
}

async function openFilled(fill: boolean): Promise<Opened> {
  const shop = await openEventShop({ url: join(testFolder(), 'storecast.db') })
  const server = await listen(express().use(shop.kernel.router))
  onTestFinished(() => server.close())
  if (fill) {
    for (let id = 1; id <= 60; id++) {
      await shop.meta.purchase(shopper, { ...orderOf(`2026-${id}`), user: { email: `a${id}@shop.example` } })
        .stored
      shop.clock.move(700)
    }
    for (const name of ['ViewContent', 'A name of the shop: WishlistShared'])
      await shop.meta.track(shopper, name).stored
    shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.2026-58', 'purchase.2026-3'] })
    await shop.deliver()
    shop.graph.misbehave(null)
    await shop.buy('2026-61')
  }
  return { ...shop, url: server.url }
}

async function signIn({ kernel, url }: Opened, page: Page): Promise<void> {
  const { people } = kernel.state('admin') as AdminState
  await people.add({ name: 'ada', store: 'default', role: 'admin', by: 'a test' })
  await people.setPassword('ada', hashOneTimePassword(password), 'a test')
  await page.goto(`${url}/admin/sign-in`)
  await page.fill('[name=name]', 'ada')
  await page.fill('[name=password]', password)
  await page.click('button[value=sign-in]')
  await page.waitForURL(`${url}/admin`)
}

const watchShifts = `
  globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true })`

const painted =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))'

const idOf = async ({ kernel }: EventShop, state: 'dead' | 'done') =>
  (await kernel.outbox.list('default', { state, limit: 1 }))[0]?.id

describeInBrowser('the events’ pages', (open) => {
  test.each([
    ['light', 390, true],
    ['dark', 1440, true],
    ['dark', 390, false],
  ] as const)(
    'are clean in %s at %i pixels (filled: %s): axe, no sideways scroll, no complaint, and light',
    { timeout: 120_000 },
    async (colorScheme, width, isFilled) => {
      const shop = await openFilled(isFilled)
      const page = await open({ viewport: { width, height: 900 }, colorScheme })
      const complaints: string[] = []
      page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
      page.on('pageerror', ({ message }) => complaints.push(message))
      await signIn(shop, page)
      const own = isFilled
        ? [`/events/${await idOf(shop, 'dead')}`, `/events/${await idOf(shop, 'done')}`]
        : []
      const paths = [
        '',
        '/events',
        '/events?state=dead',
        '/events?kind=Nothing',
        '/events/figures',
        '/events/quality',
      ]
      for (const path of [...paths, '/events/figures?last=day', ...own]) {
        await page.goto(`${shop.url}/admin${path}`)
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        const bytes = Buffer.byteLength(await page.content())
        expect({
          path,
          wide: Math.max(0, wide),
          light: bytes < 75_000,
          found: [...(await axeFindings(page)), ...(await sidewaysTables(page))],
        }).toEqual({
          path,
          wide: 0,
          light: true,
          found: [],
        })
      }
      expect(complaints).toEqual([])
      const files = await page.$$eval('link[rel=stylesheet], script[src]', (all) =>
        all.map((each) => each.getAttribute('href') ?? each.getAttribute('src') ?? ''),
      )
      let packed = 0
      for (const file of files)
        packed += gzipSync(await (await fetch(new URL(file, page.url()))).text()).length
      expect(packed).toBeLessThan(25_000)
    },
  )

  test('show a purchase by themselves, with its state as it changes', { timeout: 120_000 }, async () => {
    const shop = await openFilled(false)
    const page = await open()
    await signIn(shop, page)
    await page.goto(`${shop.url}/admin/events`)
    await page.waitForSelector('text=No events yet.')
    await shop.buy('77')
    await page.waitForSelector('tr:has-text("77") >> text=Waiting', { timeout: 15_000 })
    await shop.deliver()
    await page.waitForSelector('tr:has-text("77") >> text=Meta has it', { timeout: 15_000 })
    await page.click('tr:has-text("77") >> text=Purchase')
    await page.waitForSelector('text=Meta took it')
    await page.click('text=As Meta gets it')
    expect(await page.textContent('pre')).toContain('"event_name": "Purchase"')
  })

  test.each([390, 1440])(
    'move nothing of the log that is read at %i pixels, and say what waits above',
    { timeout: 120_000 },
    async (width) => {
      const shop = await openFilled(true)
      const page = await open({ viewport: { width, height: 900 } })
      await page.addInitScript(watchShifts)
      await signIn(shop, page)
      await page.goto(`${shop.url}/admin/events`)
      await page.evaluate("document.querySelector('[data-region=log] table').scrollIntoView()")
      const first = page.locator('[data-region=log] tbody tr').first()
      const place = await first.boundingBox()
      await page.evaluate('shifts.length = 0')
      for (const order of ['81', '82', '83']) {
        shop.clock.move(1_000)
        await shop.buy(order)
      }
      const button = page.getByRole('button', { name: '3 new lines' })
      await button.waitFor({ timeout: 15_000 })
      await page.evaluate(painted)
      const moved = (await page.evaluate<number[]>('shifts')).reduce((sum, value) => sum + value, 0)
      expect(moved).toBeLessThan(0.001)
      expect(await first.boundingBox()).toEqual(place)
      await button.click()
      expect(await first.innerText()).toContain('83')
      expect(await page.evaluate<string>('document.activeElement.closest("tr").innerText')).toContain('83')
    },
  )

  test('work without scripts: filter, retry, drop all, switch off', { timeout: 120_000 }, async () => {
    const shop = await openFilled(true)
    const page = await open({ javaScriptEnabled: false })
    await signIn(shop, page)
    await page.click('nav >> text=Events')
    await page.selectOption('[name=state]', 'dead')
    await page.fill('[name=order]', '2026-58')
    await page.click('text=Show >> nth=0')
    expect(await page.locator('[data-region=log] tbody tr').count()).toBe(1)
    await page.click('[data-region=log] >> text=Purchase')
    await page.click('button[value=retry]')
    expect(await page.textContent('.notice')).toContain('It goes out again within seconds.')
    await page.click('text=To the log')
    await page.click('button[value=dropKind]')
    expect(await page.textContent('.notice')).toContain('1 event dropped.')
    await shop.deliver()
    expect(await shop.states()).toEqual({ done: 62 })
    await page.click('button[value=report]')
    expect(await page.textContent('.notice')).toContain('Events are switched off.')
    expect(await page.textContent('[data-region=switch]')).toContain('Nothing is reported.')
  })
})
