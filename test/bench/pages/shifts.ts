/** Whether anything moves: layout shifts in Chromium, while a page comes and while it looks for news. */
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../support/chromium/find.js'
import type { Asked } from './asked.js'
import { bringNews } from './news.js'
import type { ShopOfPages } from './shop.js'

export interface Shift extends Asked {
  readonly width: number
  /** Cumulative layout shift until the page is there; the most of a few loads. */
  readonly loading: number
  /** Of a page that is live. */
  readonly live: LiveShift | undefined
  /** What moved, as CSS would name it. */
  readonly moved: readonly string[]
}

export interface LiveShift {
  /** While it finds nothing new. */
  readonly looking: number
  /** While new events have come in. */
  readonly news: number
  /** The same for whoever has scrolled down to its last table, where what is new waits. */
  readonly reading: number
}

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
] as const

const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]
// What moves while a page comes depends on where its bytes are cut.
const loads = 3
const liveLimitMs = 40_000

// Text, because it runs in the browser.
const observe = `window.shifts = { sum: 0, moved: [] }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.shifts.sum += entry.value
    for (const { node } of entry.sources) {
      const at = node && node.nodeType === 3 ? node.parentElement : node
      if (at) window.shifts.moved.push(at.localName + (at.className ? '.' + at.className : ''))
    }
  }
}).observe({ type: 'layout-shift', buffered: true })`
const painted =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))'

// Nothing moves either where no news came.
const isWaiting = `!document.querySelector('[data-grows]') || document.querySelector('.arrivals').hidden === false`
const toTheTable = "[...document.querySelectorAll('.page table')].at(-1)?.scrollIntoView()"

/** One address of each page; undefined where the machine has no Chromium. */
export async function measureShifts(
  shop: ShopOfPages,
  say: (line: string) => void,
): Promise<readonly Shift[] | undefined> {
  const found = findChromium(say)
  if (found.path === undefined) {
    say(`Layout shifts are not measured: ${found.reason}`)
    return undefined
  }
  const addresses = [...new Map(shop.asked.toReversed().map((each) => [each.path, each])).values()].reverse()
  say(`Opening ${addresses.length} pages in Chromium.`)
  const browser = await chromium.launch({ executablePath: found.path, headless: true, args })
  try {
    const shifts: Shift[] = []
    for (const viewport of sizes) {
      const context = await browser.newContext({ viewport, locale: 'en-GB' })
      await enter(context, shop)
      for (const each of addresses)
        shifts.push({ ...each, width: viewport.width, ...(await shiftOf(context, shop, each)) })
      await context.close()
    }
    return shifts
  } finally {
    await browser.close()
  }
}

async function enter(context: BrowserContext, { server, session }: ShopOfPages): Promise<void> {
  await context.addInitScript(observe)
  await context.addCookies(
    session.cookies.map((cookie) => {
      const at = cookie.indexOf('=')
      return { name: cookie.slice(0, at), value: cookie.slice(at + 1), url: server.address }
    }),
  )
}

async function shiftOf(
  context: BrowserContext,
  { server, url }: ShopOfPages,
  { address }: Asked,
): Promise<Pick<Shift, 'loading' | 'live' | 'moved'>> {
  const page = await context.newPage()
  try {
    const moved = new Set<string>()
    let loading = 0
    for (let load = 0; load < loads; load++) {
      await page.goto(`${server.address}${address}`, { waitUntil: 'load' })
      loading = Math.max(loading, await shiftsIn(page, moved))
    }
    if (!(await page.evaluate<boolean>('document.body.dataset.live !== undefined')))
      return { loading, live: undefined, moved: [...moved] }
    const before = await shiftsIn(page, moved)
    await look(page)
    const looked = await shiftsIn(page, moved)
    await bringNews(url, Date.now())
    await look(page)
    const told = await shiftsIn(page, moved)
    await page.evaluate(toTheTable)
    const scrolled = await shiftsIn(page, moved)
    await bringNews(url, Date.now())
    await look(page)
    const reading = (await shiftsIn(page, moved)) - scrolled
    if (!(await page.evaluate<boolean>(isWaiting))) throw new Error(`No news came to ${address}`)
    return {
      loading,
      live: { looking: looked - before, news: told - looked, reading },
      moved: [...moved],
    }
  } finally {
    await page.close()
  }
}

/** Until the page has looked for news and shows it. */
async function look(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.request().headers()['x-requested-with'] === 'life', {
    timeout: liveLimitMs,
  })
}

async function shiftsIn(page: Page, moved: Set<string>): Promise<number> {
  await page.evaluate(painted)
  const { sum, moved: names } = await page.evaluate<{ sum: number; moved: string[] }>('window.shifts')
  for (const name of names) moved.add(name)
  return sum
}
