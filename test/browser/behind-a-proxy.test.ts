/** The merchant's pages without scripts, in an app that reads forms first, behind a proxy that takes a prefix away. */
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import express from 'express'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminShop, openAdminShop } from '../support/admin-shop.js'
import { complaintsOf, signInTo } from '../support/admin-walk.js'
import { describeInBrowser } from '../support/chromium/browser.js'
import { pixel } from '../support/event-environment.js'
import { type Listening, listen } from '../support/http.js'
import { someProducts } from '../support/memory-catalog.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

const patienceMs = 240_000
const prefix = '/outside'
const mount = '/apps/cast'

/** Hands on what stands below the prefix, without it; anything else is not its own. */
const stripping = (target: string) => (req: IncomingMessage, res: ServerResponse) => {
  if (!req.url?.startsWith(`${prefix}/`)) {
    res.writeHead(404).end('the proxy has nothing here')
    return
  }
  const onward = request(
    `${target}${req.url.slice(prefix.length)}`,
    { method: req.method, headers: req.headers, agent: false },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(res)
    },
  )
  onward.on('error', () => res.destroy())
  req.pipe(onward)
}

describeInBrowser('the merchant’s pages behind a proxy, without scripts', (open) => {
  let folder: TempFolder
  let shop: AdminShop
  let proxy: Listening
  let url: string
  beforeAll(async () => {
    folder = tempFolder()
    shop = await openAdminShop({
      database: `${folder.path}/shop.db`,
      stores: ['acme'],
      mount,
      before: express.urlencoded({ extended: true }),
    })
    shop.catalog.replace(someProducts(30, (n) => (n === 7 ? { title: '' } : {})))
    await shop.letIn('ada', 'admin')
    shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.P-1'] }, { pixel })
    for (const order of ['P-1', 'P-2']) await shop.buy(order)
    await shop.deliver()
    shop.graph.misbehave(null, { pixel })
    await shop.build()
    proxy = await listen(stripping(new URL(shop.url).origin))
    url = `${proxy.url}${prefix}${mount}`
  }, patienceMs)
  afterAll(async () => {
    await proxy?.close()
    await shop?.close()
    folder?.remove()
  }, patienceMs)

  const press = (page: Page, does: string) => page.locator(`main button[value=${does}]`).first().click()
  const told = (page: Page, text: string) => page.locator('.notice', { hasText: text }).waitFor()

  test(
    'hold through every form: switch, token, event, setting, people, theme and sign-out',
    async () => {
      const page = await open({ javaScriptEnabled: false })
      const complaints = complaintsOf(page)
      await signInTo(page, url, 'ada')
      const menu = page.getByRole('navigation', { name: 'Pages' })

      await menu.getByRole('link', { name: 'Feeds' }).click()
      await page.locator('main').getByRole('link', { name: 'Google Merchant Center' }).first().click()
      await press(page, 'switchOn')
      await told(page, 'It is on.')
      await page.getByRole('link', { name: 'Address', exact: true }).click()
      await page.getByLabel('The old one opens the feed for').selectOption('1h')
      await press(page, 'makeToken')
      await told(page, 'A new token is made')
      await press(page, 'showToken')
      await page.locator('input[value*="token="]').first().waitFor()

      await menu.getByRole('link', { name: 'Events' }).click()
      await page.getByRole('row').filter({ hasText: 'P-1' }).getByRole('link', { name: 'Purchase' }).click()
      await press(page, 'retry')
      await told(page, 'It goes out again within seconds.')
      await shop.deliver()
      await page.reload()
      await page.locator('[data-region=story]').getByText('Meta has it').waitFor()

      await menu.getByRole('link', { name: 'Settings' }).click()
      await page.goto(`${url}/admin/settings/SHOP`)
      await page.locator('[name=NAME]').fill('Käse & Co')
      await press(page, 'save')
      await told(page, 'The change is saved.')
      await menu.getByRole('link', { name: 'People' }).click()
      await page.getByLabel('Name', { exact: true }).fill('vi')
      await press(page, 'add')
      await told(page, 'vi is let in.')

      await page.goto(`${url}/s/acme/admin/settings/SHOP?a=1`)
      await page.locator('form[action$="theme"] button').click()
      expect(page.url()).toBe(`${url}/s/acme/admin/settings/SHOP?a=1`)
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
      expect(page.url()).toBe(`${url}/admin/sign-in`)
      expect(complaints).toEqual([])
    },
    patienceMs,
  )

  test(
    'have no link that leads out of it or nowhere',
    async () => {
      const page = await open({ javaScriptEnabled: false })
      await signInTo(page, url, 'ada')
      const { request: client } = page.context()
      const seen = new Map<string, string>([[`${url}/admin`, 'the start']])
      const dead: string[] = []
      let forms = 0
      // A map goes on to what is put in while it is gone through.
      for (const [address, from] of seen) {
        const answer = await client.get(address, { maxRedirects: 0 })
        if (answer.status() >= 300) dead.push(`${address} of ${from} answers ${answer.status()}`)
        if (!answer.headers()['content-type']?.startsWith('text/html')) continue
        const text = await answer.text()
        for (const [, name = '', written = ''] of text.matchAll(/ (href|action|src)="([^"]*)"/g)) {
          if (written.startsWith('data:')) continue
          const target = new URL(written.replaceAll('&amp;', '&').replaceAll('&#39;', "'"), address)
          target.hash = ''
          if (target.origin !== new URL(url).origin) continue
          if (!target.href.startsWith(`${url}/`)) dead.push(`${written} of ${address} leads out`)
          if (name === 'action') forms++
          // Filters and looks at one thing make endless many; one query of each page is enough.
          else if (isNew(seen, target)) seen.set(target.href, address)
        }
      }
      expect(dead).toEqual([])
      expect([forms > 20, seen.size > 30]).toEqual([true, true])
    },
    patienceMs,
  )
})

const keyOf = ({ pathname, searchParams }: URL): string =>
  `${pathname}?${[...new Set(searchParams.keys())].sort().join('&')}`

function isNew(seen: ReadonlyMap<string, string>, target: URL): boolean {
  const key = keyOf(target)
  return [...seen.keys()].every((each) => keyOf(new URL(each)) !== key)
}
