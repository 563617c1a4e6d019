/** A real browser for tests: headless, closed when its file ends, and with no way out of loopback. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, inject, onTestFinished } from 'vitest'
import { hold } from '../held.js'

const args = [
  // Root may not have the sandbox.
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Small containers have next to none of it.
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

// Less than a test has, so that the step that hangs is named.
const patienceMs = 15_000

/** The caller closes it; a browser that is left fails the file. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: inject('chromiumPath'), headless: true, args })
  const release = hold('a browser', () => browser.close())
  browser.once('disconnected', release)
  return browser
}

/** Opens a page that shares nothing with another, and closes it when the current test has finished. */
export type OpenPage = (options?: BrowserContextOptions) => Promise<Page>

/** A suite that has one browser to itself; skipped where the machine has none. */
export function describeInBrowser(name: string, suite: (open: OpenPage) => void): void {
  describe.skipIf(inject('chromiumPath') === '')(`${name} (Chromium)`, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())
    suite(async (options) => {
      const context = await browser.newContext(options)
      onTestFinished(() => context.close())
      context.setDefaultTimeout(patienceMs)
      return context.newPage()
    })
  })
}
