/** What every walk through the merchant's pages does: sign in, and listen for what a page complains of. */
import type { Page } from 'playwright-core'
import { merchantPassword } from './admin-shop.js'

/** From any page that asks for it, on to where it leads. */
export async function signInAt(page: Page, name: string, password = merchantPassword): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** To the overview of a Storecast at `url`. */
export async function signInTo(page: Page, url: string, name: string): Promise<void> {
  await page.goto(`${url}/admin/sign-in`)
  await signInAt(page, name)
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
}

/** Grows with each error of the console, violations of the content security policy included, and each dialog that nobody expects. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (said) => {
    // That a page itself answers otherwise than 200 is for the test to judge.
    const isOwnAnswer =
      said.text().startsWith('Failed to load resource') && said.location().url === page.url()
    if (said.type() === 'error' && !isOwnAnswer) complaints.push(`${page.url()} ${said.text()}`)
  })
  page.on('pageerror', ({ message }) => complaints.push(`${page.url()} ${message}`))
  return complaints
}
