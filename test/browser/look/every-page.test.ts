/** Every page of the route list in the whole product, found by its links: for every reader, at rest, and light. */
import { gzipSync } from 'node:zlib'
import express from 'express'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { assembleStorecast } from '../../../src/app.js'
import type { Route } from '../../../src/kernel/server/route.js'
import { axeFindings } from '../../support/chromium/axe.js'
import { describeInBrowser, type OpenPage } from '../../support/chromium/browser.js'
import { sidewaysTables } from '../../support/chromium/sideways.js'
import { listen } from '../../support/http.js'
import { testFolder } from '../../support/temp-folder.js'
import { asset } from './gallery.js'

const password = 'a walk along the harbour'
const mostBytes = 100_000

// The browser's own says that nobody sits in front of it, and such visits are not reported.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

const watchShifts = `
  globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true })`

async function openDemo() {
  const app = express()
  const server = await listen(app)
  const { url } = server
  const kernel = await assembleStorecast({
    publicUrl: url,
    catalog: 'demo',
    database: `${testFolder()}/demo.db`,
    dataFolder: testFolder(),
    logLevel: 'silent',
    environment: { STORECAST_ADMIN_PASSWORD: password, SERVER__RATE_LIMIT_PER_MINUTE: '1000000' },
  })
  app.use(kernel.router)
  onTestFinished(async () => {
    await kernel.close()
    await server.close()
  })
  await kernel.migrate()
  await kernel.start()
  return { kernel, url }
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin`)
  await page.getByLabel('Name').fill('admin')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** Of which of the routes a page is. */
function routeAt(routes: readonly string[], path: string): string | undefined {
  const fits = (route: string) =>
    new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(decodeURIComponent(path))
  return routes.find((route) => route === path) ?? routes.find(fits)
}

const pagesOf = (routes: readonly Route[]): readonly string[] => [
  ...new Set(
    routes
      .filter(
        ({ method, path, access }) =>
          method === 'GET' && /^\/admin(\/|$)/.test(path) && access.kind === 'admin',
      )
      .map(({ path }) => path),
  ),
]

const wire = ['look.css', 'life.js'].reduce((sum, name) => sum + gzipSync(asset(name) ?? '').length, 0)

/** What is wrong with a page, in light on a phone and in dark on a wide screen. */
async function faultsOf(page: Page, address: string, status: number): Promise<readonly string[]> {
  const faults: string[] = []
  for (const [colorScheme, width] of [
    ['light', 390],
    ['dark', 1440],
  ] as const) {
    const fault = (text: string) => faults.push(`${address} in ${colorScheme} at ${width}: ${text}`)
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const answer = await page.goto(address)
    for (const finding of await axeFindings(page)) fault(finding)
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (wide > 0) fault(`${wide} pixels too wide`)
    const shifts = await page.evaluate<number[]>('shifts')
    if (shifts.length > 0) fault(`shifts by ${shifts}`)
    for (const table of await sidewaysTables(page)) fault(`on a tablet ${table} of it are hidden`)
    const size = wire + ((await answer?.body())?.length ?? 0)
    if (size > mostBytes) fault(`weighs ${size} bytes`)
    if (answer?.status() !== status) fault(`answers ${answer?.status()}`)
  }
  return faults
}

async function openWatched(open: OpenPage): Promise<{ page: Page; complaints: string[] }> {
  const page = await open({ userAgent })
  const complaints: string[] = []
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(`${page.url()} ${said.text()} ${said.location().url}`)
  })
  page.on('pageerror', ({ message }) => complaints.push(`${page.url()} ${message}`))
  await page.addInitScript(watchShifts)
  return { page, complaints }
}

describeInBrowser('every page of the merchant’s', (open) => {
  const title = 'is clean for axe in both looks, at rest, no wider than a phone, and at most 100 KB'

  test(title, { timeout: 300_000 }, async () => {
    const { kernel, url } = await openDemo()
    const { page, complaints } = await openWatched(open)
    await page.goto(`${url}/demo/products/HP-GALLEY-TEAL`)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    const events = () => kernel.outbox.list('default', { limit: 10 })
    await expect.poll(async () => (await events()).length).toBeGreaterThan(1)
    const found = [...(await faultsOf(page, `${url}/admin/sign-in`, 200))]
    await signIn(page, url)

    const routes = pagesOf(kernel.routes)
    const met = new Set<string>()
    // The second is only for whoever came with a one-time password, and no link leads there.
    const queue = ['/admin', '/admin/new-password']
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const route = routeAt(routes, path.split('?', 1)[0] ?? '')
      if (route === undefined || met.has(route)) continue
      met.add(route)
      found.push(...(await faultsOf(page, `${url}${path}`, 200)))
      const hrefs = await page.evaluate<string[]>('[...document.links].map(({ href }) => href)')
      queue.push(
        ...hrefs.filter((href) => href.startsWith(`${url}/admin`)).map((href) => href.slice(url.length)),
      )
    }
    expect({ found, complaints }).toEqual({ found: [], complaints: [] })
    expect([...met].sort()).toEqual([...routes].sort())
  })

  test('that cannot be shown says so in a page that is as clean', { timeout: 120_000 }, async () => {
    const { url } = await openDemo()
    const { page } = await openWatched(open)
    await signIn(page, url)
    const found: string[] = []
    for (const path of ['/admin/events/nobody', '/admin/settings/NOTHING', '/admin/feeds/nowhere']) {
      found.push(...(await faultsOf(page, `${url}${path}`, 404)))
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
      await page.getByRole('link', { name: 'To the overview' }).waitFor()
    }
    expect(found).toEqual([])
  })
})
