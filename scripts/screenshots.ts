/** Takes the pictures that the documents show: of the demo, after somebody bought something, in a browser of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { cleanEnvironment, inTempFolder } from './run.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'docs/pictures')
/** Every width and both looks, without every pair of them. */
const sights = [
  { width: 1440, theme: 'light' },
  { width: 768, theme: 'light' },
  { width: 390, theme: 'dark' },
] as const
const largestBytes = 200_000

/** Pages by the name of their picture; `:event` is a purchase. */
const pages: Readonly<Record<string, string>> = {
  overview: '/admin',
  feeds: '/admin/feeds',
  feed: '/admin/feeds/facebook-catalog',
  'left-out': '/admin/feeds/facebook-catalog/left-out',
  items: '/admin/feeds/facebook-catalog/items',
  address: '/admin/feeds/facebook-catalog/address',
  events: '/admin/events',
  event: ':event',
  figures: '/admin/events/figures',
  quality: '/admin/events/quality',
  settings: '/admin/settings',
  setting: '/admin/settings/FACEBOOK_CONVERSION',
  people: '/admin/people',
  audit: '/admin/audit',
  account: '/admin/account',
  'stand-in': '/admin/stand-in',
  shop: '/demo',
}

/** More of a page whose point lies below. */
const heights: Readonly<Record<string, number>> = {
  overview: 1_240,
  events: 1_120,
  items: 1_100,
  shop: 1_100,
}

// What calls itself headless is a crawler to the events, and left out.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

interface Demo {
  readonly address: string
  readonly password: string
  end(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new TypeError('No port was given')
  return address.port
}

async function startDemo(folder: string): Promise<Demo> {
  const port = await freePort()
  const env = cleanEnvironment({
    STORECAST_DATA: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    STORECAST_CATALOG: 'demo',
    LOG_LEVEL: 'silent',
    DATABASE_URL: '',
    NODE_ENV: '',
  })
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let password = ''
  for await (const line of createInterface({ input: child.stdout })) {
    password = /one-time password (\S+)/.exec(line)?.[1] ?? password
    if (line.includes('Ctrl+C')) break
  }
  if (password === '') throw new Error('The demo did not start')
  child.stdout.resume()
  return { address: `http://localhost:${port}`, password, end: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** As somebody would who sees the shop for the first time. */
async function buy(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/demo`)
  const products = await page
    .locator('main a[href*="/products/"]')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])
  for (const product of products.slice(0, 5)) {
    await page.goto(new URL(product, `${address}/demo/`).href)
    const add = page.getByRole('button', { name: 'Add to cart' })
    if (await add.isVisible()) await add.click()
  }
  await page.goto(`${address}/demo/checkout`)
  await page.getByLabel('E-mail', { exact: true }).fill('ada@shop.example')
  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('Last name').fill('Example')
  await page.getByRole('button', { name: /^Pay/ }).click()
  await page.getByRole('link', { name: /See it arrive/ }).waitFor()
}

async function signIn(page: Page, { address, password }: Demo): Promise<void> {
  const own = 'pictures of the demo'
  await page.goto(`${address}/admin`)
  await page.getByLabel('Name').fill('admin')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('New password', { exact: true }).fill(own)
  await page.getByLabel('New password once more').fill(own)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}

/** Resolves when the purchase has reached the stand-in, with the page of its event. */
async function purchaseOf(page: Page, address: string): Promise<string> {
  await page.goto(`${address}/admin/events`)
  const row = page.getByRole('row').filter({ hasText: 'Purchase' }).filter({ hasText: 'Meta has it' })
  await row.first().waitFor()
  const href = await row.first().locator('a[href*="events/"]').first().getAttribute('href')
  return new URL(href ?? '', page.url()).pathname
}

async function picture(page: Page, file: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: file, animations: 'disabled' })
  const { size } = statSync(file)
  if (size > largestBytes)
    throw new Error(`${file} has ${size} bytes; more than ${largestBytes} are too many`)
}

/** Figures are written every few seconds. */
async function figuresShown(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/admin`)
  await page.locator('.chart').waitFor({ timeout: 20_000 })
}

async function takeAll(browser: Browser, demo: Demo): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    userAgent,
  })
  const page = await context.newPage()
  await buy(page, demo.address)
  await signIn(page, demo)
  const event = await purchaseOf(page, demo.address)
  await figuresShown(page, demo.address)
  let taken = 0
  for (const { width, theme } of sights) {
    await page.emulateMedia({ colorScheme: theme })
    for (const [name, path] of Object.entries(pages)) {
      await page.setViewportSize({ width, height: heights[name] ?? (width === 390 ? 844 : 900) })
      await page.goto(`${demo.address}${path.replace(':event', event)}`)
      await picture(page, join(pictures, 'pages', `${name}-${theme}-${width}.png`))
      if (width === 1440 && (name === 'overview' || name === 'events'))
        await picture(page, join(pictures, `${name}.png`))
      taken++
    }
  }
  await context.close()
  return taken
}

mkdirSync(join(pictures, 'pages'), { recursive: true })
// As the tests take it.
const executablePath = process.env.STORECAST_TEST_CHROMIUM ?? '/usr/bin/chromium'
await inTempFolder(async (folder) => {
  const demo = await startDemo(folder)
  try {
    const args = [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]
    const browser = await chromium.launch({ executablePath, headless: true, args })
    try {
      process.stdout.write(`${await takeAll(browser, demo)} pictures are in docs/pictures.\n`)
    } finally {
      await browser.close()
    }
  } finally {
    await demo.end()
  }
})
