import type { Page } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sendPage } from '../../../src/admin/frame/send-page.js'
import { actionButton, copyable, emptyState, html, table, textField, type View } from '../../../src/kernel.js'
import { describeInBrowser, type OpenPage } from '../../support/chromium/browser.js'
import { listen } from '../../support/http.js'
import { visitOf } from '../../support/visit.js'
import { asset, draw } from './gallery.js'

const now = Date.UTC(2026, 10, 21, 12)
const seconds = 3

/** What the server is to answer, and what it was asked. */
interface Script {
  view: View
  status: number
  location: string | undefined
  gets: number
  posts: number
  /** Answers the form that came last; until then it has no answer. */
  answer(status: number): void
}

function logOf(...ids: readonly number[]): View {
  const { words } = visitOf({ now })
  return {
    title: 'Events',
    liveSeconds: seconds,
    body: html`<p data-told>${ids.length} events</p>
<details><summary>More</summary><p>${ids.length} in all</p></details>
<form method="post">${textField({ name: 'note', label: 'Note', value: `for ${ids[0]}` })}<button name="do" value="save">Save</button></form>
<form method="post">${textField({ name: 'other', label: 'Other', value: `for ${ids[0]}` })}</form>
${actionButton({ does: 'drop', label: 'Drop all', question: 'Drop them all?' })}
<p>${copyable(`token-${ids[0]}`, 'Token')}</p>
${table({
  caption: 'Newest first',
  columns: [{ label: 'Event' }, { label: 'When' }],
  rows: ids.map((id) => [html`<a href="./events/${id}">Event ${id}</a>`, words.when(now - id * 1_000)]),
  empty: emptyState('Nothing', 'Wait.'),
})}`,
  }
}

async function serve(): Promise<{ readonly script: Script; readonly url: string }> {
  const script: Script = {
    view: logOf(2, 1),
    status: 200,
    location: undefined,
    gets: 0,
    posts: 0,
    answer() {},
  }
  const server = await listen((req, res) => {
    const text = asset((req.url ?? '').slice(1))
    if (text !== undefined) {
      res.setHeader('content-type', req.url?.endsWith('.css') ? 'text/css' : 'text/javascript')
      res.end(text)
      return
    }
    if (req.method === 'POST') {
      script.posts++
      script.answer = (status) => void res.writeHead(status).end()
      return
    }
    script.gets++
    if (script.location !== undefined) {
      res.writeHead(303, { location: script.location }).end()
      return
    }
    sendPage(res, draw('filled', { view: script.view, now }), { status: script.status })
  })
  onTestFinished(server.close)
  return { script, url: server.url }
}

/** A live page whose time the test moves on; it goes on by itself as well unless it stands still. */
async function openLive(open: OpenPage, standsStill = false) {
  const { script, url } = await serve()
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.clock.install({ time: now })
  if (standsStill) await page.clock.pauseAt(now + 1_000)
  await page.goto(`${url}/events`)
  const pass = (ms = seconds * 1_000) => page.clock.fastForward(ms)
  return { page, script, pass }
}

const until = (holds: () => unknown) => vi.waitFor(holds, { timeout: 10_000 })

const life = (page: Page) => page.locator('.life')

describeInBrowser('a live page', (open) => {
  test('takes in what is new, and touches nothing else', async () => {
    const { page, script, pass } = await openLive(open)
    await page.locator('summary', { hasText: 'More' }).click()
    await page.getByLabel('Note').fill('typed here')
    await page.getByRole('link', { name: 'Event 1' }).focus()
    await page.evaluate(`globalThis.row = document.activeElement.closest('tr')`)
    script.view = logOf(3, 2, 1)
    await pass()
    await page.getByRole('link', { name: 'Event 3' }).waitFor()
    expect(await page.locator('tbody a').allInnerTexts()).toEqual(['Event 3', 'Event 2', 'Event 1'])
    expect(await page.locator('tr.new a').allInnerTexts()).toEqual(['Event 3'])
    expect(await page.evaluate('document.activeElement.closest("tr") === row')).toBe(true)
    expect(await page.getByLabel('Note').inputValue()).toBe('typed here')
    expect(await page.getByLabel('Other').inputValue()).toBe('for 3')
    expect(await page.getByLabel('Token').inputValue()).toBe('token-3')
    expect(await page.getByText('3 in all').isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(1)
  })

  test('says aloud only what is marked for it, and only when it changes', async () => {
    const { page, script, pass } = await openLive(open)
    const told = page.locator('body > [role=status]')
    await pass()
    await until(() => expect(script.gets).toBeGreaterThan(1))
    expect(await told.textContent()).toBe('')
    script.view = logOf(3, 2, 1)
    await pass()
    await until(async () => expect(await told.textContent()).toBe('3 events'))
  })

  test('a row that has gone stays while it has the focus', async () => {
    const { page, script, pass } = await openLive(open)
    await page.getByRole('link', { name: 'Event 1' }).focus()
    script.view = logOf(4, 3)
    await pass()
    await page.getByRole('link', { name: 'Event 4' }).waitFor()
    expect(await page.locator('tbody a').allInnerTexts()).toContain('Event 1')
    await page.getByLabel('Token').focus()
    await pass()
    await until(async () =>
      expect(await page.locator('tbody a').allInnerTexts()).toEqual(['Event 4', 'Event 3']),
    )
  })

  test('rests while it is paused, and while nobody sees it', async () => {
    const { page, script, pass } = await openLive(open, true)
    await page.getByRole('button', { name: 'Pause' }).click()
    expect(await life(page).innerText()).toContain('Paused')
    await pass(60_000)
    expect(script.gets).toBe(1)
    await page.getByRole('button', { name: 'Go on' }).click()
    await until(() => expect(script.gets).toBe(2))
    await until(async () => expect(await life(page).innerText()).toContain('Live'))
    const hide = (isHidden: boolean) => `
      Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`
    await page.evaluate(hide(true))
    await pass(60_000)
    expect(script.gets).toBe(2)
    await page.evaluate(hide(false))
    await until(() => expect(script.gets).toBe(3))
  })

  test('waits longer after each failure, says so, and is well again by itself', async () => {
    const { page, script, pass } = await openLive(open, true)
    script.status = 503
    await pass()
    await until(async () =>
      expect(await life(page).innerText()).toContain(
        'Not live: Storecast answered 503. Trying again in 6 seconds.',
      ),
    )
    await pass(4_000)
    expect(script.gets).toBe(2)
    await pass(2_000)
    await until(async () => expect(await life(page).innerText()).toContain('in 12 seconds'))
    script.status = 200
    await pass(12_000)
    await until(async () => expect(await life(page).innerText()).toMatch(/^Live/))
  })

  test('says that the session has ended, and asks no more', async () => {
    const { page, script, pass } = await openLive(open)
    script.location = '/admin/sign-in'
    await pass()
    await page.getByRole('link', { name: 'Sign in again' }).waitFor()
    expect(await life(page).innerText()).toContain('Not live: you are signed out.')
    await pass(120_000)
    expect(script.gets).toBe(2)
    expect(await page.locator('tbody tr').count()).toBe(2)
  })

  test('ends where the page has nothing more to wait for', async () => {
    const { page, script, pass } = await openLive(open)
    const { liveSeconds: _, ...view } = logOf(5)
    script.view = view
    await pass()
    await page.getByRole('link', { name: 'Event 5' }).waitFor()
    expect(await life(page).innerText()).toBe('')
    await pass(60_000)
    expect(script.gets).toBe(2)
  })
})

describeInBrowser('the script', (open) => {
  test('copies, and says that it did', async () => {
    const { page, pass } = await openLive(open)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('token-2')
    expect(await page.locator('body > [role=status]').textContent()).toBe('Copied')
    await pass(2_000)
    await page.getByRole('button', { name: 'Copy', exact: true }).waitFor()
  })

  test('asks before what cannot be undone, and takes no for an answer', async () => {
    const { page, script } = await openLive(open)
    const asked: string[] = []
    let says = false
    page.on('dialog', async (dialog) => {
      asked.push(dialog.message())
      await (says ? dialog.accept() : dialog.dismiss())
    })
    const button = page.getByRole('button', { name: 'Drop all' })
    await button.click()
    expect(script.posts).toBe(0)
    says = true
    await button.click({ noWaitAfter: true })
    await until(() => expect(script.posts).toBe(1))
    expect(asked).toEqual(['Drop them all?', 'Drop them all?'])
  })

  test('sends no form twice, and lets go of one that nobody answers', async () => {
    const { page, script, pass } = await openLive(open)
    const { x = 0, y = 0 } = (await page.getByRole('button', { name: 'Save' }).boundingBox()) ?? {}
    const click = () => page.mouse.click(x + 5, y + 5)
    await click()
    await until(() => expect(script.posts).toBe(1))
    await click()
    script.answer(204)
    await pass(10_000)
    await click()
    await until(() => expect(script.posts).toBeGreaterThan(1))
    expect(script.posts).toBe(2)
  })

  test('lets times go on, by the server’s clock', async () => {
    const { page, pass } = await openLive(open, true)
    const first = page.locator('tbody time').first()
    expect(await first.innerText()).toBe('2 seconds ago')
    // The stand-in's pages never age, and would bring the old text back.
    await page.getByRole('button', { name: 'Pause' }).click()
    await pass(5_000)
    expect(await first.innerText()).toBe('7 seconds ago')
    await pass(60_000)
    expect(await first.innerText()).toBe('1 minute ago')
  })
})
