/** What the documents say of the merchant's page: its pages and their roles, its cookies and its words, and every code a merchant can meet. */
import express from 'express'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { settingGroups } from '../../scripts/settings-doc.js'
import { groupName, keyLabel } from '../../src/admin/pages/settings/names.js'
import { assembleStorecast } from '../../src/app.js'
import { createStorecast } from '../../src/index.js'
import type { Kernel } from '../../src/kernel/assembly.js'
import { readSources } from '../support/house/sources.js'
import { listen } from '../support/http.js'
import { type TempFolder, tempFolder, testFolder } from '../support/temp-folder.js'
import { read, rowsOf, sectionOf } from './documents.js'

const document = 'docs/merchants-page.md'
const quiet = { environment: {}, logLevel: 'silent', background: false } as const

describe(document, () => {
  let folder: TempFolder
  let kernel: Kernel
  beforeAll(async () => {
    folder = tempFolder()
    kernel = await assembleStorecast({ ...quiet, dataFolder: folder.path })
  })
  afterAll(async () => {
    await kernel.close()
    folder.remove()
  })

  test('has a row for every page, with who may see it', () => {
    const pages = kernel.routes.flatMap(({ method, path, scope, access }) =>
      method === 'GET' && scope === 'store' && access.kind === 'admin' ? [[path, access.role]] : [],
    )
    const rows = rowsOf(sectionOf(document, '## The pages'))
    expect(pages.length).toBeGreaterThan(10)
    expect(rows.map(([, path = '', , role]) => [path.replaceAll('`', ''), role]).sort()).toEqual(pages.sort())
  })

  test('tells of the defaults of a session as they are', () => {
    const told = [...read(document).matchAll(/`ADMIN\.([A-Z_]+)` \((\d+)\)/g)]
    const { settings = {} } = settingGroups.find(({ name }) => name === 'ADMIN') ?? {}
    expect(told.map(([, key]) => key)).toEqual(['IDLE_MINUTES', 'SESSION_HOURS'])
    for (const [, key = '', value] of told) expect(String(settings[key]?.initial)).toBe(value)
  })

  test('tells of no page that is left out with admin: false', async () => {
    const cast = await createStorecast({ ...quiet, dataFolder: testFolder(), admin: false })
    onTestFinished(() => cast.close())
    const { url, close } = await listen(express().use(cast.router))
    onTestFinished(close)
    expect((await fetch(`${url}/admin/sign-in`)).status).toBe(404)
    expect(cast.registry.groups.map(({ name }) => name)).not.toContain('ADMIN')
  })
})

const words = [
  ...readSources(['src/admin', 'src/kernel/pages', 'feeds/pages', 'plugins/meta-capi/pages']).values(),
  ...settingGroups.map(({ name }) => groupName(name).title),
  ...settingGroups.flatMap(({ name, settings }) =>
    Object.keys(settings).map((key) => keyLabel({ group: name, key })),
  ),
]
  .join('\n')
  .toLowerCase()

test.each([document, 'docs/going-live.md', 'docs/troubleshooting.md'])(
  '%s quotes words that stand on the pages',
  (path) => {
    const quoted = [...read(path).matchAll(/“([^”]+)”/g)].map(([, word = '']) => word)
    expect(quoted.length).toBeGreaterThan(10)
    const unknown = quoted.filter((word) => word !== 'quotation marks' && !words.includes(word.toLowerCase()))
    expect(unknown).toEqual([])
  },
)

test('docs/troubleshooting.md names every problem, and every error of the page', () => {
  const [, problems = ''] = read('docs/errors.md').split('## Problems')
  const errors = sectionOf('docs/errors.md', "### The merchant's page")
  const codes = [problems, errors].flatMap((text) => rowsOf(text).map(([code = '']) => code))
  expect(codes.length).toBeGreaterThan(25)
  const told = read('docs/troubleshooting.md')
  expect(codes.filter((code) => !told.includes(code))).toEqual([])
})

test('docs/going-live.md has its steps in order', () => {
  const steps = read('docs/going-live.md').match(/^## \d+/gm) ?? []
  expect(steps).toEqual(Array.from({ length: 10 }, (_, at) => `## ${at + 1}`))
})
