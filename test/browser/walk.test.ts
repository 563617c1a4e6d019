/** The merchant's walk in a real browser, with scripts: from the first sign-in to the sign-out. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminShop, merchantPassword, openAdminShop } from '../support/admin-shop.js'
import { complaintsOf, signInAt, signInTo } from '../support/admin-walk.js'
import { describeInBrowser } from '../support/chromium/browser.js'
import { describeEachDatabase } from '../support/databases.js'
import { send } from '../support/http.js'
import { someProducts } from '../support/memory-catalog.js'

const patienceMs = 120_000
const google = '/admin/feeds/google-merchant'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** What it asks before is answered with yes. */
async function pressAndSayYes(page: Page, name: string): Promise<void> {
  page.once('dialog', (dialog) => dialog.accept())
  await press(page, name)
}

const told = (page: Page, text: string) => page.locator('.notice', { hasText: text }).waitFor()

describeInBrowser('a merchant', (open) => {
  describeEachDatabase('walks', (fresh, kind) => {
    let shop: AdminShop
    let firstPassword: string
    beforeAll(async () => {
      shop = await openAdminShop({ database: (await fresh()).url })
      shop.catalog.replace(someProducts(30, (n) => (n === 7 ? { title: '' } : {})))
      await shop.admin.open()
      firstPassword = /one-time password ([\w-]+)/.exec(shop.admin.takeTold() ?? '')?.[1] ?? ''
      await shop.letIn('ada', 'admin')
    }, patienceMs)
    afterAll(() => shop?.close(), patienceMs)

    const addressOf = async (page: Page) => {
      await page.goto(`${shop.url}${google}/address`)
      await press(page, 'Show the token')
      const input = page.getByLabel('Address of Google Merchant Center')
      await page.locator('input[value*="token="]').first().waitFor()
      return input.inputValue()
    }
    const statusOf = async (address: string) => (await send(address)).status

    test(
      'comes in with the one-time password, chooses another, and looks around',
      async () => {
        const page = await open()
        const complaints = complaintsOf(page)
        await page.goto(`${shop.url}/admin`)
        await signInAt(page, 'admin', firstPassword)
        await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
        // Nothing else is open until then.
        await page.goto(`${shop.url}/admin/events`)
        await page.getByLabel('New password', { exact: true }).fill('seven herrings in a boat')
        await page.getByLabel('New password once more').fill('seven herrings in a boat')
        await press(page, 'Set the password')
        await told(page, 'Your password is set.')
        for (const name of ['Events', 'Feeds', 'Settings', 'Audit', 'People', 'Overview']) {
          await page
            .getByRole('navigation', { name: 'Pages' })
            .getByRole('link', { name, exact: true })
            .click()
          await page.getByRole('heading', { name, level: 1, exact: true }).waitFor()
        }
        const again = await open()
        await again.goto(`${shop.url}/admin`)
        await signInAt(again, 'admin', firstPassword)
        await told(again, 'The name or the password is not right.')
        expect(complaints).toEqual([])
      },
      patienceMs,
    )

    test(
      'toggles a feed: its address answers 403 and 200 again',
      async () => {
        const page = await open()
        const complaints = complaintsOf(page)
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}${google}`)
        await press(page, 'Switch on')
        await told(page, 'It is on. A token was made')
        await page.locator('[data-told]', { hasText: 'Up to date' }).waitFor()
        const address = await addressOf(page)
        expect(await statusOf(address)).toBe(200)
        await page.goto(`${shop.url}${google}`)
        await pressAndSayYes(page, 'Switch off')
        await told(page, 'It is off')
        const off = await send(address)
        expect([off.status, off.text]).toEqual([403, expect.stringContaining('FEED_DISABLED')])
        // Without a hand on the mouse: the ring is seen, and Enter presses it.
        for (let at = 0; at < 60 && (await page.evaluate(focused)) !== 'switchOn'; at++)
          await page.keyboard.press('Tab')
        expect(await page.evaluate(ringed)).not.toBe('none')
        await page.keyboard.press('Enter')
        await told(page, 'It is on.')
        expect(await statusOf(address)).toBe(200)
        expect(complaints).toEqual([])
      },
      patienceMs,
    )

    if (kind !== 'sqlite') return

    test(
      'replaces the token: old and new open the feed until the overlap ends',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        const old = await addressOf(page)
        await page.getByLabel('The old one opens the feed for').selectOption('1h')
        await pressAndSayYes(page, 'Make a new token')
        await told(page, 'A new token is made')
        const made = await addressOf(page)
        expect(made).not.toBe(old)
        expect([await statusOf(old), await statusOf(made)]).toEqual([200, 200])
        // In steps, so that whoever is signed in stays so.
        for (let minutes = 0; minutes < 61; minutes += 20) {
          shop.clock.move(20 * 60_000)
          await page.goto(`${shop.url}${google}/address`)
        }
        expect([await statusOf(old), await statusOf(made)]).toEqual([403, 200])
        expect(await page.getByText('The old one ends').count()).toBe(0)
        await page.goto(`${shop.url}/admin/audit`)
        expect(await page.locator('main').innerText()).toContain('ada')
        expect(await page.content()).not.toContain(new URL(made).searchParams.get('token'))
      },
      patienceMs,
    )

    test(
      'reads why a product is missing, and puts together the address of a part',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}${google}`)
        await page.getByRole('link', { name: 'In which products, and what to do' }).click()
        await page.getByLabel('Product id, reason or field').fill('no title')
        await press(page, 'Search')
        await page.getByRole('link', { name: 'p7', exact: true }).click()
        const main = page.locator('main')
        await main.getByText('Not in the feed').waitFor()
        expect(await main.innerText()).toContain('Give it a title.')
        await page.getByLabel('Product id').fill('p8')
        await press(page, 'Look up')
        await main.getByText('there is an item of it').waitFor()

        await page.goto(`${shop.url}${google}/address`)
        await page.getByLabel('Brand').fill('Nobody’s')
        await press(page, 'Put the address together')
        await told(page, 'One of the filters below cannot be')
        expect(await page.getByLabel('Brand').inputValue()).toBe('Nobody’s')
        await page.getByLabel('Brand').fill('B')
        await press(page, 'Put the address together')
        await expect
          .poll(() => page.getByLabel('Address of Google Merchant Center').inputValue())
          .toBe(`${shop.url}/xml/google-merchant?brand=B`)
      },
      patienceMs,
    )

    test(
      'decides on a feed that lost most of its items',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        shop.catalog.replace(someProducts(2))
        await page.goto(`${shop.url}${google}`)
        await press(page, 'Build now')
        // The page looks again by itself.
        await page.locator('[data-told]', { hasText: 'Held back' }).waitFor()
        await press(page, 'Keep the old one')
        await told(page, 'The old feed stays.')
        await pressAndSayYes(page, 'Publish anyway')
        await told(page, 'It is built once more')
        await page.locator('[data-told]', { hasText: 'Up to date' }).waitFor()
        await page.getByRole('link', { name: 'Items', exact: true }).click()
        await expect.poll(() => page.locator('main .tile').count()).toBe(2)
      },
      patienceMs,
    )

    test(
      'sends a dead event again until Meta has it, and drops another',
      async () => {
        const page = await open()
        const complaints = complaintsOf(page)
        await signInTo(page, shop.url, 'ada')
        shop.graph.misbehave({ name: 'poison', eventIds: ['purchase.W-1', 'purchase.W-2'] })
        for (const order of ['W-1', 'W-2']) await shop.buy(order)
        await shop.deliver()
        await page.goto(`${shop.url}/admin/events`)
        const row = page.getByRole('row').filter({ hasText: 'W-1' })
        await row.getByText('Given up').waitFor()
        await row.getByRole('link', { name: 'Purchase' }).click()
        await press(page, 'Send again')
        await told(page, 'It goes out again within seconds.')
        await shop.deliver()
        await page.locator('[data-region=story]').getByText('Given up').waitFor()
        shop.graph.misbehave(null)
        await press(page, 'Send again')
        await told(page, 'It goes out again within seconds.')
        await shop.deliver()
        // By itself: nobody loads the page again.
        await page.locator('[data-region=story]').getByText('Meta has it').waitFor()
        expect(shop.graph.counted().filter(({ event }) => event.event_id === 'purchase.W-1').length).toBe(1)

        await page.goto(`${shop.url}/admin/events/${await shop.eventOf('W-2')}`)
        await pressAndSayYes(page, 'Drop')
        await told(page, 'The event was dropped.')
        expect((await shop.kernel.outbox.list('default', { state: 'dead', limit: 1 })).length).toBe(0)
        expect(complaints).toEqual([])
      },
      patienceMs,
    )

    test(
      'sets something: wrong at its field, right, secret, and in the audit',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}/admin/settings/FACEBOOK_CONVERSION`)
        await page.locator('[name=TIMEOUT]').fill('soon')
        await page.locator('button[value=save]').click()
        await page.locator('[name=TIMEOUT][aria-invalid]').waitFor()
        expect(await page.locator('[name=TIMEOUT]').inputValue()).toBe('soon')
        await page.locator('[name=TIMEOUT]').fill('7')
        await page.locator('button[value=save]').click()
        await told(page, 'The change is saved.')
        await page.goto(`${shop.url}/admin/audit`)
        await page
          .getByRole('row')
          .filter({ hasText: 'Timeout' })
          .filter({ hasText: 'ada' })
          .first()
          .waitFor()
      },
      patienceMs,
    )

    test(
      'keeps what was typed when the session ends in the middle of a form',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}/admin/settings/SHOP`)
        const name = page.locator('[name=NAME]')
        await name.fill('Käse & <b>Co</b>')
        shop.clock.move(24 * 3_600_000)
        await page.locator('button[value=save]').click()
        await page.getByText('Nothing that you typed is lost').waitFor()
        await signInAt(page, 'ada')
        await press(page, 'Send it again')
        await told(page, 'The change is saved.')
        expect(await name.inputValue()).toBe('Käse & <b>Co</b>')
      },
      patienceMs,
    )

    test(
      'lets a viewer in, who sees no buttons and can press none',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}/admin/people`)
        await page.getByLabel('Name', { exact: true }).fill('vi')
        await press(page, 'Let them in')
        const password = await page.getByLabel('One-time password').inputValue()
        const other = await open()
        await other.goto(`${shop.url}/admin`)
        await signInAt(other, 'vi', password)
        await other.getByLabel('New password', { exact: true }).fill(merchantPassword)
        await other.getByLabel('New password once more').fill(merchantPassword)
        await press(other, 'Set the password')
        const dead = await shop.eventOf('W-1')
        for (const path of ['', '/events', `/events/${dead}`, '/feeds', '/settings/SHOP', '/audit']) {
          const answer = await other.goto(`${shop.url}/admin${path}`)
          expect([path, answer?.status()]).toEqual([path, 200])
          expect([path, await other.locator('main button[name=do]').count()]).toEqual([path, 0])
        }
        await other.goto(`${shop.url}${google}`)
        expect(await other.locator('main button[name=do]').count()).toBe(0)
        expect(await other.getByRole('link', { name: 'People' }).count()).toBe(0)
        expect((await other.goto(`${shop.url}/admin/people`))?.status()).toBe(403)
        await other.goto(`${shop.url}${google}`)
        // As somebody does who knows how to make a form.
        await other.evaluate(`(() => {
        const form = Object.assign(document.createElement('form'), { method: 'post' })
        form.append(Object.assign(document.createElement('input'), { name: 'do', value: 'switchOff' }))
        document.body.append(form)
        form.submit()
      })()`)
        await other.getByText('You may look here, and not change anything').waitFor()
        await other.goto(`${shop.url}${google}`)
        await other.getByText('Platforms can fetch it.').waitFor()
      },
      patienceMs,
    )

    test(
      'signs out: the way back shows nothing',
      async () => {
        const page = await open()
        await signInTo(page, shop.url, 'ada')
        await page.goto(`${shop.url}/admin/people`)
        const cookies = await page.context().cookies()
        await press(page, 'Sign out')
        await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
        await page.goBack()
        await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
        expect(await page.content()).not.toContain('Who may come in')
        // Whoever kept the cookie has nothing of it.
        await page.context().addCookies(cookies)
        await page.goto(`${shop.url}/admin/people`)
        await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
      },
      patienceMs,
    )
  })
})

const focused = 'document.activeElement.value'
const ringed = 'getComputedStyle(document.activeElement).outlineStyle'
