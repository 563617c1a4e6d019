/** The examples that documents quote: word for word what they quote, and they run. */
import { describe, expect, test } from 'vitest'
import { startChild } from '../support/child.js'
import { freePort } from '../support/free-port.js'
import { testFolder } from '../support/temp-folder.js'
import { blockBehind, pathOf, read } from './documents.js'

/** As a shop that has the package writes it, and without the sentence that our files begin with. */
function asQuoted(path: string): string {
  return read(path)
    .replace(/^.*\n/, '')
    .replace("'../src/index.js'", "'storecast'")
    .replace("'../feeds/index.js'", "'storecast/feeds'")
    .trimEnd()
}

async function started(path: string, open: string) {
  const port = await freePort()
  const env = {
    PORT: String(port),
    STORECAST_DATA: testFolder(),
    XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
    XML_FEEDS__IS_PROTECTED_GOOGLE: 'false',
    SHOP__ADDRESS: 'https://shop.example',
    NODE_ENV: undefined,
    DATABASE_URL: undefined,
    LOG_LEVEL: 'warn',
  }
  const child = startChild(pathOf(path), { env })
  await child.line(open)
  return { address: `http://localhost:${port}`, child }
}

test.each([
  ['README.md', 'examples/mount.ts'],
  ['docs/catalog.md', 'examples/catalog.ts'],
])('%s quotes %s', (document, path) => {
  expect(blockBehind(document, path)).toBe(asQuoted(path))
})

describe('the mounting example', () => {
  test('serves the shop and Storecast, each at its own addresses, and ends by itself', async () => {
    const { address, child } = await started('examples/mount.ts', 'The shop is open.')
    expect(await (await fetch(address)).text()).toBe('The shop.')
    expect((await fetch(`${address}/storecast/livez`)).status).toBe(200)
    // Nothing is in our tables: the guard keeps an empty feed back.
    expect((await fetch(`${address}/storecast/xml/google-merchant`)).status).toBe(503)
    expect((await fetch(`${address}/xml/google-merchant`)).status).toBe(404)
    expect(child.stderr).toMatch(
      /shop\.example\/storecast\/admin · user admin · one-time password [\w-]+ \(told this once\)/,
    )
    const signIn = await fetch(`${address}/storecast/admin`, { headers: { accept: 'text/html' } })
    expect([signIn.status, new URL(signIn.url).pathname]).toEqual([200, '/storecast/admin/sign-in'])
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

describe('the catalog example', () => {
  test('becomes a feed of every product, over several pages', async () => {
    const { address, child } = await started('examples/catalog.ts', 'The mugs are out.')
    const answer = await fetch(`${address}/xml/google-merchant`)
    const xml = await answer.text()
    expect([answer.status, xml.match(/<item>/g)?.length]).toEqual([200, 2_500])
    expect(xml).toContain('<g:link>https://shop.example/mugs/2500</g:link>')
    expect(await child.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})
