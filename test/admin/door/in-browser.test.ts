import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from '../../support/chromium/axe.js'
import { describeInBrowser } from '../../support/chromium/browser.js'
import { sidewaysTables } from '../../support/chromium/sideways.js'
import { testFolder } from '../../support/temp-folder.js'
import { openHouse, ownPassword } from './house.js'

const themes = ['light', 'dark'] as const

describeInBrowser('the door', (open) => {
  const signIn = async (page: Page, name: string, password: string) => {
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  test.each([true, false])(
    'is walked through by a real browser, with scripts: %s',
    async (javaScriptEnabled) => {
      const house = await openHouse({ url: `${testFolder()}/a.db` })
      const password = await house.state.people.add({ name: 'ada', role: 'admin', store: '*', by: 'a test' })
      const page = await open({ javaScriptEnabled })
      const violations: string[] = []
      page.on('console', (message) => message.type() === 'error' && violations.push(message.text()))

      await page.goto(`${house.url}/admin/noted`)
      await signIn(page, 'ada', password ?? '')
      await page.getByLabel('New password', { exact: true }).fill(ownPassword)
      await page.getByLabel('New password once more').fill(ownPassword)
      await page.getByRole('button', { name: 'Set the password' }).click()
      expect(page.url()).toBe(`${house.url}/admin/noted`)
      expect(await page.textContent('main')).toContain('Your password is set.')

      await page.goto(`${house.url}/admin/account`)
      await page.getByLabel('Password that you have').fill(ownPassword)
      await page.getByLabel('New password', { exact: true }).fill('nine boats and a gull')
      await page.getByLabel('New password once more').fill('nine boats and a gull')
      house.clock.move(31 * 60_000)
      await page.getByRole('button', { name: 'Change the password' }).click()
      expect(await page.textContent('main')).toContain('Nothing that you typed is lost')
      await signIn(page, 'ada', ownPassword)
      await page.getByRole('button', { name: 'Send it again' }).click()
      expect(await page.textContent('main')).toContain('Your password is changed')

      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await signIn(page, 'ada', 'nine boats and a gull')
      expect(await page.textContent('h1')).toBe('Overview')
      // A refused sign-in is an answer like any other; what a policy blocks would stand here.
      expect(violations.filter((text) => !text.includes('401'))).toEqual([])
    },
  )

  test.each(themes)('has nothing in the way of anybody, %s', async (colorScheme) => {
    const house = await openHouse({ url: `${testFolder()}/a.db` })
    const password = await house.state.people.add({ name: 'ada', role: 'viewer', store: '*', by: 'a test' })
    const page = await open({ colorScheme })
    const found: Record<string, readonly string[]> = {}
    const look = async (name: string) => {
      found[name] = [...(await axeFindings(page)), ...(await sidewaysTables(page))]
    }
    await page.goto(`${house.url}/admin/noted`)
    await look('signing in')
    await signIn(page, 'ada', 'wrong')
    await look('a wrong password')
    await signIn(page, 'ada', password ?? '')
    await look('a new password')
    await page.getByLabel('New password', { exact: true }).fill('short')
    await page.getByLabel('New password once more').fill('short')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await look('a new password that is none')
    await page.context().clearCookies()

    await page.goto(`${house.url}/admin/people`)
    await signIn(page, 'admin', ownPassword)
    await look('people')
    await page.getByLabel('Name').fill('two words')
    await page.getByRole('button', { name: 'Let them in' }).click()
    await look('people, a wrong name')
    await page.getByLabel('Name').fill('bob')
    await page.getByRole('button', { name: 'Let them in' }).click()
    await look('people, a one-time password')
    page.once('dialog', (dialog) => dialog.accept())
    await page.getByRole('button', { name: 'New password for bob' }).click()
    await page.getByText('bob has a new password').waitFor()
    await look('people, a new one-time password')
    await page.goto(`${house.url}/admin/account`)
    await look('account')
    await page.getByLabel('Password that you have').fill('wrong')
    await page.getByLabel('New password', { exact: true }).fill('nine boats and a gull')
    await page.getByLabel('New password once more').fill('nine boats and a gull')
    house.clock.move(31 * 60_000)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await look('signing in again')
    await signIn(page, 'admin', ownPassword)
    await look('sending again')
    await page.getByRole('button', { name: 'Send it again' }).click()
    await look('account, a wrong password')
    expect(Object.keys(found).length).toBe(12)
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
  })
})
