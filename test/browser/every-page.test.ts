/** Every page of the route list where a shop has nothing yet, and where all has failed: for every reader, and with every link answering. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminShop, openAdminShop } from '../support/admin-shop.js'
import { complaintsOf, signInTo } from '../support/admin-walk.js'
import { axeFindings } from '../support/chromium/axe.js'
import { describeInBrowser } from '../support/chromium/browser.js'
import { pixel, token } from '../support/event-environment.js'
import { someProducts } from '../support/memory-catalog.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

const patienceMs = 240_000
const google = '/admin/feeds/google-merchant'

/** A shop in which something is the matter wherever a page can tell it. */
async function letAllFail(shop: AdminShop): Promise<void> {
  const { catalog, graph, kernel } = shop
  await shop.build()
  catalog.replace(someProducts(12, (n) => (n === 7 ? { title: '' } : {})))
  await shop.build()
  catalog.onPage = async () => {
    throw new Error('gone')
  }
  await shop.build(true).catch(() => {})
  graph.misbehave({ name: 'poison', eventIds: ['purchase.F-1'] })
  for (const order of ['F-1', 'F-2']) await shop.buy(order)
  await shop.deliver()
  graph.misbehave(null)
  graph.setToken(pixel, `not ${token}`)
  await shop.buy('F-3')
  await shop.deliver()
  const subject = `google-merchant?brand=${'Donaudampfschifffahrt'.repeat(8)}`
  const told = { store: 'default', message: 'It is not as it should be.', advice: 'Mend it.' }
  await kernel.problems.raise({ ...told, code: 'EVENTS_LOST', subject })
}

describeInBrowser('every page of the merchant’s', (open) => {
  describe.each([
    // The page that reads the catalog itself says in its status, too, that it cannot.
    ['failed', 60, [`${google}/items 503`]],
    ['empty', 0, []],
  ] as const)('of a shop where all is %s', (state, products, otherwise) => {
    let folder: TempFolder
    let shop: AdminShop
    beforeAll(async () => {
      folder = tempFolder()
      shop = await openAdminShop({
        database: `${folder.path}/shop.db`,
        products,
        ...(state === 'failed' && {
          environment: { XML_FEEDS__IS_ENABLED_GOOGLE: 'true', XML_FEEDS__IS_PROTECTED_GOOGLE: 'false' },
        }),
      })
      await shop.letIn('ada', 'admin')
      if (state === 'failed') await letAllFail(shop)
    }, patienceMs)
    afterAll(async () => {
      await shop?.close()
      folder?.remove()
    }, patienceMs)

    test(
      'is clean for axe in light and dark, no wider than a phone, and without complaint; every link answers',
      async () => {
        const page = await open({ viewport: { width: 390, height: 900 } })
        const complaints = complaintsOf(page)
        const faults: string[] = []
        const links = new Map<string, string>()

        await page.goto(`${shop.url}/admin/sign-in`)
        faults.push(...(await faultsOf(page)))
        await signInTo(page, shop.url, 'ada')

        const routes = pagesOf(shop)
        const met = new Set<string>()
        const statuses: string[] = []
        const queue = ['/admin', '/admin/new-password']
        for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
          const [bare = ''] = path.split('?', 1)
          const route = routeAt(routes, bare)
          if (route === undefined || met.has(route)) continue
          met.add(route)
          const answer = await page.goto(`${shop.url}${path}`)
          if (answer?.status() !== 200) statuses.push(`${bare} ${answer?.status()}`)
          faults.push(...(await faultsOf(page)))
          for (const href of await page.evaluate<string[]>(linksOnIt)) {
            if (!href.startsWith(shop.url)) continue
            links.set(href, page.url())
            queue.push(href.slice(shop.url.length))
          }
        }
        // What no link leads to, as there is nothing of the kind, says so as a page.
        const unmet = routes.filter((each) => !met.has(each))
        if (state === 'failed') expect(unmet).toEqual([])
        for (const route of unmet) {
          const path = route.replace(/:\w+/g, 'nothing')
          const answer = await page.goto(`${shop.url}${path}`)
          expect([route, answer?.status()]).toEqual([route, 404])
          faults.push(...(await faultsOf(page)))
        }
        expect({ faults, complaints, statuses }).toEqual({
          faults: [],
          complaints: [],
          statuses: otherwise,
        })
        const dead = await deadLinks(page.context(), links)
        expect(dead.filter((line) => !(state === 'failed' && readsCatalog.test(line)))).toEqual([])
        expect([met.size, links.size]).toEqual([expect.toSatisfy(isMany), expect.toSatisfy(isMany)])
      },
      patienceMs,
    )
  })
})

/** One line for each thing that is wrong for some reader of the page that is open. */
async function faultsOf(page: Page): Promise<readonly string[]> {
  const faults: string[] = []
  await page.emulateMedia({ colorScheme: 'light' })
  faults.push(...(await axeFindings(page)))
  // The dark look differs in its colours alone.
  await page.emulateMedia({ colorScheme: 'dark' })
  faults.push(...(await axeFindings(page, { runOnly: { type: 'rule', values: ['color-contrast'] } })))
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  if (wide > 0) faults.push(`${wide} pixels too wide`)
  const firsts = await page.locator('h1').count()
  if (firsts !== 1) faults.push(`${firsts} headings of the first level`)
  return faults.map((fault) => `${page.url()} ${fault}`)
}

// What asks the catalog says that it is gone.
const readsCatalog = /\/(items|product)(\?\S*)? of \S+ answers 503$/

const isMany = (count: number): boolean => count >= 10

/** Links whose address refuses or has nothing. */
async function deadLinks(
  { request }: BrowserContext,
  links: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const dead: string[] = []
  for (const [href, from] of links) {
    const status = (await request.get(href, { maxRedirects: 0 })).status()
    if (status >= 400) dead.push(`${href} of ${from} answers ${status}`)
  }
  return dead
}

const linksOnIt = '[...document.links].map(({ href }) => href.split("#", 1)[0])'

const pagesOf = ({ kernel }: AdminShop): readonly string[] => [
  ...new Set(
    kernel.routes
      .filter(
        ({ method, path, access }) =>
          method === 'GET' && /^\/admin(\/|$)/.test(path) && access.kind === 'admin',
      )
      .map(({ path }) => path),
  ),
]

/** Of which of the routes a page is. */
function routeAt(routes: readonly string[], path: string): string | undefined {
  const fits = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(path)
  return routes.find((route) => route === path) ?? routes.find(fits)
}
