/** The admin's own pages in a real browser: for every reader, and without scripts. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashOneTimePassword } from '../../../src/admin/door/password.js'
import type { AdminState } from '../../../src/admin/index.js'
import { SERVER } from '../../../src/kernel/server/settings.js'
import { axeFindings } from '../../support/chromium/axe.js'
import { describeInBrowser } from '../../support/chromium/browser.js'
import { sidewaysTables } from '../../support/chromium/sideways.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { openShop, type Shop } from '../../support/shop.js'
import { testFolder } from '../../support/temp-folder.js'

const password = 'a password of these tests'
const by = { by: 'a test' }
const groups = ['SHOP', 'SERVER', 'XML_FEEDS', 'FACEBOOK_CONVERSION', 'DEMO']
const lists = ['', '/settings', '/settings?q=token', '/settings?q=nothing-fits', '/audit']
const paths = [...lists, ...groups.map((group) => `/settings/${group}`)]

async function openFilled(): Promise<Shop> {
  const dataFolder = testFolder()
  const url = join(dataFolder, 'storecast.db')
  const environment = { SHOP__COUNTRY: 'CH' }
  const shop = await openShop({ url, dataFolder, catalog: memoryCatalog([]), environment })
  const { registry, problems } = shop.kernel
  await registry.set('default', 'SHOP', 'NAME', 'Käse & Co', by)
  await registry.set('default', 'FACEBOOK_CONVERSION', 'PIXEL_ACCESS_TOKEN', 'C4NARY', by)
  for (const token of ['C4NARY-one', 'C4NARY-two'])
    await registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', token, by)
  const problem = { store: 'default', message: 'It is not as it should be.', advice: 'Mend it.' }
  for (const code of ['FEED_REFUSED', 'META_CREDENTIALS'] as const)
    await problems.raise({
      ...problem,
      code,
      subject: 'google-merchant?brand=Donaudampfschifffahrt'.repeat(3),
    })
  return shop
}

async function signIn(shop: Shop, page: Page): Promise<void> {
  const { people } = shop.kernel.state('admin') as AdminState
  await people.add({ name: 'ada', store: 'default', role: 'admin', by: 'a test' })
  await people.setPassword('ada', hashOneTimePassword(password), 'a test')
  await page.goto(`${shop.url}/admin/sign-in`)
  await page.fill('[name=name]', 'ada')
  await page.fill('[name=password]', password)
  await page.click('button[value=sign-in]')
  await page.waitForURL(`${shop.url}/admin`)
}

describeInBrowser('the admin’s own pages', (open) => {
  test.each([
    ['light', 390],
    ['dark', 390],
    ['light', 1440],
    ['dark', 1440],
  ] as const)(
    'are clean in %s at %i pixels: axe, no sideways scroll, no complaint',
    { timeout: 120_000 },
    async (colorScheme, width) => {
      const shop = await openFilled()
      const page = await open({ viewport: { width, height: 900 }, colorScheme })
      const complaints: string[] = []
      page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
      page.on('pageerror', ({ message }) => complaints.push(message))
      await signIn(shop, page)
      for (const path of paths) {
        await page.goto(`${shop.url}/admin${path}`)
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
        const found = [...(await axeFindings(page)), ...(await sidewaysTables(page))]
        expect({ path, wide: Math.max(0, wide), found }).toEqual({
          path,
          wide: 0,
          found: [],
        })
      }
      expect(complaints).toEqual([])
      await page.goto(`${shop.url}/admin/settings/SHOP`)
      await page.fill('[name=CURRENCY]', '<b>euro</b>')
      await page.click('button[value=save]')
      await page.waitForSelector('[aria-invalid]')
      expect(await page.inputValue('[name=CURRENCY]')).toBe('<b>euro</b>')
      expect(await axeFindings(page)).toEqual([])
    },
  )

  test('work without scripts: a switch, a value, a token, and the way back to the default', {
    timeout: 120_000,
  }, async () => {
    const shop = await openFilled()
    const { registry } = shop.kernel
    const page = await open({ javaScriptEnabled: false })
    await signIn(shop, page)
    await page.click('text=Settings')
    await page.click('main >> text=Meta events')
    expect(await page.isChecked('[name=ENABLED]')).toBe(true)
    await page.uncheck('[name=ENABLED]')
    await page.fill('[name=TIMEOUT]', '7')
    await page.click('button[value=save]')
    expect(await page.textContent('.notice')).toContain('2 changes are saved.')
    expect(await page.isChecked('[name=ENABLED]')).toBe(false)
    const now = async (key: string) =>
      (await registry.list('default')).find(
        (each) => each.group === 'FACEBOOK_CONVERSION' && each.key === key,
      )?.value
    expect([await now('ENABLED'), await now('TIMEOUT')]).toEqual([false, 7])
    await page.click('button[form=reset-TIMEOUT]')
    expect(await page.textContent('.notice')).toContain('Timeout: back to the default.')
    expect(await now('TIMEOUT')).toBe(5)

    await page.goto(`${shop.url}/admin/settings/SERVER`)
    await page.click('button[value=make]')
    const made = await page.inputValue('.copyable input')
    expect(await registry.read(SERVER, 'default')).toMatchObject({ METRICS_TOKEN: [made] })
    await page.click('text=Back to the settings')
    expect(await page.content()).not.toContain(made)

    await page.goto(`${shop.url}/admin/settings/ADMIN`)
    await page.uncheck('[name=ENABLED]')
    await page.click('button[value=save]')
    expect(await page.textContent('.notice')).toContain('switches these very pages off')
    await page.click('text=Save all the same')
    const gone = await page.goto(`${shop.url}/admin`)
    expect(gone?.status()).toBe(404)
  })
})
