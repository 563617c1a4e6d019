/** Tables that must be scrolled sideways on a tablet: readable, and no pleasure. */
import type { Page } from 'playwright-core'

const width = 768

// Text, because it runs in the browser.
const look = `[...document.querySelectorAll('.table')]
  .map((table) => [table.getAttribute('aria-label'), table.scrollWidth - table.clientWidth])
  .filter(([, over]) => over > 0)
  .map(([name, over]) => location.pathname + ', ' + name + ': ' + over + ' pixels')`

/** Of the page that is open, which is as wide as before afterwards. */
export async function sidewaysTables(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize()
  await page.setViewportSize({ width, height: before?.height ?? 900 })
  const found = await page.evaluate<string[]>(look)
  if (before) await page.setViewportSize(before)
  return found
}
