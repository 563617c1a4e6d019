import { describe, expect, test } from 'vitest'
import { knownCodes, wayOf } from '../../../src/admin/pages/overview/problem-ways.js'
import type { Card } from '../../../src/kernel/pages/page.js'
import type { Problem } from '../../../src/kernel/problems.js'
import { SHOP } from '../../../src/kernel/shop.js'
import { describeEachDatabase } from '../../support/databases.js'
import { readSources } from '../../support/house/sources.js'
import { openPages, type Wishes } from './own-pages.js'

const evil = `"><script>alert('x')</script>`

const card = (over: Partial<Card> = {}): Card => ({
  title: 'Feeds',
  state: 'good',
  summary: 'All are fresh.',
  path: '/feeds',
  ...over,
})

const refused = (over: Partial<Problem> = {}): Problem => ({
  store: 'default',
  code: 'FEED_REFUSED',
  subject: 'google-merchant',
  message: 'A newly built feed was not published.',
  advice: 'storecast feed build google-merchant --accept-drop',
  ...over,
})

const rules = { threshold: 2, cooldownMs: 60_000, multiplier: 2, maxCooldownMs: 900_000, probeForMs: 5_000 }

describeEachDatabase('the overview', (fresh) => {
  const open = async (wishes: Partial<Wishes> = {}) =>
    openPages((await fresh()).url, { groups: [SHOP], ...wishes })

  test.each([
    ['All is well.', 'Healthy', [card(), card({ state: 'off' })]],
    ['One thing needs you.', 'Have a look', [card({ state: 'attention' })]],
    [
      '2 things need you.',
      'Not healthy',
      [card({ state: 'attention', path: '/feeds/one' }), card({ state: 'bad', path: '/feeds/two' })],
    ],
    ['One thing needs you.', 'Not healthy', [card({ state: 'attention' }), card({ state: 'bad' })]],
    [
      '2 things need you.',
      'Not healthy',
      ['a', 'b'].map((title) => card({ state: 'bad', path: '/', title })),
    ],
  ] as const)('says first: %s', async (sentence, label, cards) => {
    const pages = await open({ cards: () => cards })
    const { title, liveSeconds, body } = await pages.show('/')
    expect([title, liveSeconds]).toEqual(['Overview', 10])
    expect(body.toString()).toMatch(
      new RegExp(`^<p[^>]*><span class="badge.*?${label}</span> ${sentence}</p>`),
    )
  })

  test('tells each standing problem with what to do, where, and since when', async () => {
    const pages = await open({ cards: () => [card({ path: '/feeds/google-merchant', state: 'bad' })] })
    const { registry, clock } = pages
    await registry.problems.raise(refused())
    clock.move(7_200_000)
    await registry.problems.raise(refused())
    clock.move(60_000)
    await registry.problems.raise(refused({ code: 'STRANGE', subject: '', message: 'Odd.', advice: 'Wait.' }))
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain('2 things need you.')
    expect(shown).toContain('A newly built feed was not published.')
    expect(shown).toContain('publish the new feed anyway')
    expect(shown).toContain('<a href="./admin/feeds/google-merchant">Decide</a>')
    expect(shown).toMatch(
      /google-merchant · first seen <time[^>]*>2 hours ago<\/time>, last <time[^>]*>1 minute ago<\/time>, 2 times/,
    )
    expect(shown).toMatch(/Odd\..*?<p>Wait\.<\/p>/s)
    expect(shown.indexOf('Odd.')).toBeLessThan(shown.indexOf('A newly built'))
    await registry.problems.settle('default', 'FEED_REFUSED', 'google-merchant')
    await registry.problems.settle('default', 'STRANGE', '')
    expect((await pages.show('/')).body.toString()).not.toContain('What needs you')
  })

  test('counts a problem and the card that tells of the same as one', async () => {
    const held = card({ path: '/events', state: 'bad' })
    const pages = await open({
      cards: () => [held, card({ path: '/events', state: 'attention', title: 'Meta' })],
    })
    await pages.registry.problems.raise(refused({ code: 'META_CREDENTIALS', subject: 'meta:1' }))
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain('One thing needs you.')
    expect(shown).toContain('/settings/FACEBOOK_CONVERSION#field-PIXEL_ACCESS_TOKEN')
  })

  test('leads to the setting that cannot be read', () => {
    const subject = 'SHOP.CURRENCY'
    expect(wayOf({ code: 'SETTING_UNREADABLE', subject })).toMatchObject({
      path: '/settings/SHOP',
      fragment: 'field-CURRENCY',
    })
    expect(wayOf({ code: 'FEED_REFUSED', subject: 'google-merchant?brand=A' }).path).toBe(
      '/feeds/google-merchant',
    )
    expect(wayOf({ code: 'TOSTRING', subject: '' }).path).toBe('/')
  })

  test('stays a page with hundreds of problems', async () => {
    const pages = await open()
    for (let n = 0; n < 300; n++) {
      const subject = `purchase field-${n}`
      await pages.registry.problems.raise(refused({ code: 'EVENT_REFUSED', subject }))
    }
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain('300 things need you.')
    expect(shown).toContain('<summary>280 more</summary>')
    expect(shown.match(/<li>/g)).toHaveLength(50)
    expect(Buffer.byteLength(shown)).toBeLessThan(30_000)
  })

  test('shows nothing of another store', async () => {
    const pages = await open({ cards: ({ store }) => [card({ title: `Cards of ${store}` })] })
    await pages.registry.problems.raise(refused({ store: 'acme', message: 'C4NARY' }))
    await failing(pages, 'acme meta:4711')
    // A store whose key begins with another one's.
    await failing(pages, 'default-2 meta:4712')
    const own = (await pages.show('/')).body.toString()
    expect(own).toContain('All is well.')
    expect(own).toContain('Cards of default')
    expect(own).not.toMatch(/C4NARY|4711|4712/)
    const theirs = (await pages.show('/', { store: 'acme' })).body.toString()
    expect(theirs).toMatch(/C4NARY/)
    expect(theirs).toContain('Meta 4711')
  })

  test('tells which platform is left alone, and until when', async () => {
    const pages = await open()
    expect((await pages.show('/')).body.toString()).not.toContain('Connections')
    await failing(pages, 'default meta:4711', 1)
    const once = (await pages.show('/')).body.toString()
    expect(once).toContain('The platforms answer.')
    expect(once).toMatch(/Meta 4711<\/dt><dd>answers; failed once just now/)
    await failing(pages, 'default meta:4711', 1)
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain('One thing needs you.')
    expect(shown).toMatch(/Meta 4711<\/dt><dd>left alone; tried again in \d/)
    expect(shown).toContain('href="./admin/events"')
  })

  test('tells what runs, and how the database answers', async () => {
    const pages = await open()
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain(process.versions.node)
    expect(shown).toMatch(/Storecast<\/dt><dd>\d+\.\d+\.\d+/)
    expect(shown).toMatch(/(embedded SQLite|MySQL or MariaDB), answered in \d+/)
  })

  test('shows markup in problems and cards as the text it is', async () => {
    const pages = await open({ cards: () => [card({ title: evil, summary: evil })] })
    const problem = { subject: evil, message: evil, advice: evil }
    await pages.registry.problems.raise(refused({ ...problem, code: 'STRANGE' }))
    await pages.registry.problems.raise(refused(problem))
    const shown = (await pages.show('/')).body.toString()
    expect(shown).toContain('&lt;script&gt;')
    expect(shown).not.toContain('<script>')
  })
})

type Pages = Awaited<ReturnType<typeof openPages>>

async function failing({ breakers }: Pages, name: string, times = 2): Promise<void> {
  for (let n = 0; n < times; n++) {
    const admission = await breakers.admit(name, rules)
    if (admission.state === 'admitted') await admission.failed()
  }
}

describe('the table of ways', () => {
  test('has every problem that the sources raise, and no other', () => {
    const raised = [...readSources(['src', 'feeds', 'plugins'])].flatMap(([file, text]) =>
      file.includes('/pages/')
        ? []
        : [...text.matchAll(/\bcode(?::| =) '([A-Z][A-Z0-9]*_[A-Z0-9_]*)'/g)].map(([, code = '']) => code),
    )
    expect([...new Set(raised)].sort()).toEqual([...knownCodes].sort())
  })
})
