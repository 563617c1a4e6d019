/** The ways of the overview and of the settings lead to pages and fields that there are. */
import { expect, test } from 'vitest'
import { settingGroups } from '../../../scripts/settings-doc.js'
import { connectionsCard } from '../../../src/admin/pages/overview/connections-card.js'
import { knownCodes, wayOf } from '../../../src/admin/pages/overview/problem-ways.js'
import { modulesOf } from '../../../src/app.js'
import { assemble } from '../../../src/kernel/assembly.js'
import type { Page } from '../../../src/kernel/pages/page.js'
import { testFolder } from '../../support/temp-folder.js'
import { visitOf } from '../../support/visit.js'

async function paths(): Promise<readonly string[]> {
  const dataFolder = testFolder()
  const kernel = await assemble(modulesOf({ catalog: 'sql' }), {
    dataFolder,
    database: `${dataFolder}/ways.db`,
    secret: 'the secret of these tests',
    logLevel: 'silent',
    environment: {},
  })
  try {
    return kernel.routes.filter(({ access }) => access.kind === 'admin').map(({ path }) => path)
  } finally {
    await kernel.close()
  }
}

/** Whether a path as `/feeds/one` is one of a route as `/admin/feeds/:channel`. */
const fits = (route: string, path: Page['path']) =>
  new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(`/admin${path}`)

test('every way out of a problem ends at a page, and at a field that is on it', async () => {
  const routes = await paths()
  for (const code of knownCodes) {
    const subject = code === 'SETTING_UNREADABLE' ? 'SHOP.CURRENCY' : 'google-merchant?brand=A'
    const { path, fragment, label, cardPath = path } = wayOf({ code: code as Uppercase<string>, subject })
    expect([code, label === '']).toEqual([code, false])
    for (const each of [path, cardPath])
      expect([each, routes.some((route) => fits(route, each))]).toEqual([each, true])
    if (fragment === undefined) continue
    const settings = settingGroups.find(({ name }) => `/settings/${name}` === path)?.settings ?? {}
    expect(Object.keys(settings).map((key) => `field-${key}`)).toContain(fragment)
  }
})

test('the card of the connections leads to a page', async () => {
  const down = { name: 'default meta:1', state: 'open', failures: 3, retryAfterMs: 1_000 } as const
  const card = await connectionsCard({ list: async () => [down] }, visitOf())
  const routes = await paths()
  expect(routes.some((route) => fits(route, card?.path ?? ''))).toBe(true)
})
