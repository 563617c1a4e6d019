import type { Page } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { sendPage } from '../../../src/admin/frame/send-page.js'
import { actionButton, copyable, emptyState, html, table, textField, type View } from '../../../src/kernel.js'
import { axeFindings } from '../../support/chromium/axe.js'
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

interface Line {
  readonly id: number
  readonly state?: string
}

const stretch = (newest: number, count: number): readonly Line[] =>
  Array.from({ length: count }, (_, at) => ({ id: newest - at }))

/** A log as long as a page of it gets, below figures that change with it. */
function longLog(lines: readonly Line[]): View {
  const { words } = visitOf({ now })
  return {
    title: 'Events',
    liveSeconds: seconds,
    body: html`<p data-region="count">${lines[0]?.id} so far</p><ul>${Array.from({ length: 12 }, (_, at) => html`<li>Before it ${at}</li>`)}</ul>
<div data-region="log">${table({
      caption: 'Newest first',
      columns: [{ label: 'Event' }, { label: 'State' }, { label: 'When' }],
      rows: lines.map(({ id, state = 'Waiting' }) => [
        html`<a href="./events/${id}">Event ${id}</a>`,
        state,
        words.when(now - id * 1_000),
      ]),
      empty: emptyState('Nothing', 'Wait.'),
      growsAtTop: true,
    })}
<nav class="pager" aria-label="Further events"><a href="?before=${lines.at(-1)?.id}">Older events</a></nav></div>`,
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
async function openLive(open: OpenPage, standsStill = false, view = logOf(2, 1), width = 1280) {
  const { script, url } = await serve()
  script.view = view
  const page = await open({
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width, height: 800 },
  })
  await page.addInitScript(watchShifts)
  await page.clock.install({ time: now })
  if (standsStill) await page.clock.pauseAt(now + 1_000)
  await page.goto(`${url}/events`)
  const pass = (ms = seconds * 1_000) => page.clock.fastForward(ms)
  return { page, script, pass }
}

const until = (holds: () => unknown) => vi.waitFor(holds, { timeout: 10_000 })

const watchShifts = `
  globalThis.shifts = []
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true })`

const painted =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))'

const toTheLog = "document.querySelector('.table').scrollIntoView()"

/** Whoever has scrolled down so that the log begins at the top of the window, at its fifth line with the keyboard. */
async function openReader(open: OpenPage, width = 1280) {
  const live = await openLive(open, false, longLog(stretch(100, 50)), width)
  const { page } = live
  await page.evaluate(toTheLog)
  await page.getByRole('link', { name: 'Event 96' }).focus()
  return {
    ...live,
    button: page.locator('.arrivals'),
    names: () => page.locator('tbody a').allInnerTexts(),
    placeOf: async (id: number) => (await page.getByRole('link', { name: `Event ${id}` }).boundingBox())?.y,
    /** Once the page has looked, and shows what it found. */
    async look(lines: readonly Line[]) {
      live.script.view = longLog(lines)
      const { gets } = live.script
      await live.pass()
      await until(() => expect(live.script.gets).toBeGreaterThan(gets))
      await page.getByText(`${lines[0]?.id} so far`).waitFor()
      await page.evaluate(painted)
    },
  }
}

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

describeInBrowser('a list that grows at its top', (open) => {
  test.each([390, 1280])(
    'moves nothing of what is read at %i pixels: its new lines wait, and what is shown goes on changing',
    async (width) => {
      const { page, button, names, placeOf, look } = await openReader(open, width)
      const before = await placeOf(96)
      await page.evaluate('shifts.length = 0')
      await look([...stretch(103, 5), { id: 98, state: 'Done' }, ...stretch(97, 44)])
      expect(await button.innerText()).toBe('3 new lines')
      expect(await page.locator('body > [role=status]').textContent()).toBe('3 new lines')
      expect([(await names()).length, (await names())[0]]).toEqual([50, 'Event 100'])
      expect(await page.getByRole('row').filter({ hasText: 'Event 98' }).innerText()).toContain('Done')
      await page.evaluate("document.querySelector('body > [role=status]').textContent = 'said'")
      await look(stretch(112, 50))
      expect(await button.innerText()).toBe('12 new lines')
      // It was said once already.
      expect(await page.locator('body > [role=status]').textContent()).toBe('said')
      expect(await placeOf(96)).toBe(before)
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Event 96')
      const moved = (await page.evaluate<number[]>('shifts')).reduce((sum, value) => sum + value, 0)
      expect(moved).toBeLessThan(0.001)
      expect(await axeFindings(page)).toEqual([])
    },
  )

  test('lets them in by its button, and brings the reader to them', async () => {
    const { page, button, names, look } = await openReader(open)
    await page.mouse.wheel(0, 600)
    await look(stretch(103, 50))
    await button.press('Enter')
    expect(await button.isVisible()).toBe(false)
    expect((await names()).slice(0, 4)).toEqual(['Event 103', 'Event 102', 'Event 101', 'Event 100'])
    expect(await names()).toHaveLength(50)
    expect(await page.locator('tr.new').count()).toBe(3)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Event 103')
    expect(
      await page.evaluate<number>("document.querySelector('.table').getBoundingClientRect().top"),
    ).toBeCloseTo(0, 0)
    expect(await page.getByRole('link', { name: 'Older events' }).getAttribute('href')).toBe('?before=54')
    await look(stretch(104, 50))
    expect(await button.innerText()).toBe('1 new line')
    expect((await names())[0]).toBe('Event 103')
  })

  test('counts what comes in between, as what was given up just now, and leads there', async () => {
    const { page, button, look } = await openReader(open)
    await look([...stretch(100, 40), { id: 1_000 }, ...stretch(60, 9)])
    await button.waitFor()
    expect(await button.innerText()).toBe('1 new line')
    await button.click()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Event 1000')
    const { y = -1 } = (await page.getByRole('link', { name: 'Event 1000' }).boundingBox()) ?? {}
    expect([y > 0, y < 800]).toEqual([true, true])
    // What only moves up from older pages is nothing new.
    await look(stretch(99, 50))
    expect(await button.isVisible()).toBe(false)
  })

  test('lets them in when the reader comes back to the top of the page', async () => {
    const { page, script, button, names, look } = await openReader(open)
    await look(stretch(103, 50))
    await page.evaluate('scrollTo(0, 40)')
    await page.evaluate(painted)
    expect((await names())[0]).toBe('Event 100')
    const { gets } = script
    await page.evaluate('scrollTo(0, 0)')
    await until(async () => expect((await names())[0]).toBe('Event 103'))
    // At once, and not by the next look.
    expect([await button.isVisible(), script.gets]).toEqual([false, gets])
    // Nobody reads on there.
    await look(stretch(105, 50))
    expect((await names())[0]).toBe('Event 105')
  })

  test('lets them in at once where it lies below what is seen', async () => {
    const { page, button, names, look } = await openReader(open)
    await page.setViewportSize({ width: 1280, height: 300 })
    await page.evaluate('scrollTo(0, 20)')
    await look(stretch(103, 50))
    expect([(await names())[0], await button.isVisible()]).toEqual(['Event 103', false])
  })

  test('keeps what leaves the end of the page, and the way on from there, until then', async () => {
    const { page, button, names, look } = await openReader(open)
    const further = page.getByRole('link', { name: 'Older events' })
    await look(stretch(120, 50))
    expect((await names()).at(-1)).toBe('Event 51')
    expect(await page.locator('tr.gone').count()).toBe(0)
    expect(await further.getAttribute('href')).toBe('?before=51')
    await look(stretch(400, 50))
    expect(await button.innerText()).toBe('50 or more new lines')
    expect([(await names())[0], (await names()).at(-1)]).toEqual(['Event 100', 'Event 51'])
    await button.click()
    expect([(await names())[0], (await names()).at(-1)]).toEqual(['Event 400', 'Event 351'])
    expect(await further.getAttribute('href')).toBe('?before=351')
  })

  test('strikes out what is no longer in it, and takes it away when the new lines come', async () => {
    const { page, button, names, placeOf, look } = await openReader(open)
    const before = await placeOf(90)
    await look([{ id: 101 }, ...stretch(100, 50).filter(({ id }) => id !== 95 && id !== 93)])
    expect(await page.locator('tr.gone a').allInnerTexts()).toEqual(['Event 95', 'Event 93'])
    expect(await placeOf(90)).toBe(before)
    expect(await axeFindings(page)).toEqual([])
    await button.click()
    expect((await names()).slice(0, 8).map((name) => Number(name.slice(6)))).toEqual([
      101, 100, 99, 98, 97, 96, 94, 92,
    ])
  })

  test('stays as it is while it is paused, but for the button', async () => {
    const { page, button, names, look } = await openReader(open)
    await look(stretch(103, 50))
    // A pointer would go to the top for it.
    await page.getByRole('button', { name: 'Pause' }).dispatchEvent('click')
    await page.evaluate('scrollTo(0, 0)')
    await page.evaluate(painted)
    expect([(await names())[0], await button.innerText()]).toEqual(['Event 100', '3 new lines'])
    await button.click()
    expect([(await names())[0], await button.isVisible()]).toEqual(['Event 103', false])
    expect(await life(page).innerText()).toContain('Paused')
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
