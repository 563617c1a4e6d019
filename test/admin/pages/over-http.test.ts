/** The admin's own pages over HTTP, as a browser without scripts uses them. */
import { expect, test } from 'vitest'
import { hashOneTimePassword } from '../../../src/admin/door/password.js'
import type { AdminState } from '../../../src/admin/index.js'
import { SHOP } from '../../../src/kernel/shop.js'
import { describeEachDatabase } from '../../support/databases.js'
import { type Answer, type Asking, send } from '../../support/http.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { openShop, type Shop } from '../../support/shop.js'

const password = 'a password of these tests'
const own = ['/', '/settings', '/settings/SHOP', '/settings/FACEBOOK_CONVERSION', '/audit'] as const

interface Browser {
  get(path: string): Promise<Answer>
  post(path: string, form: Readonly<Record<string, string>>, headers?: Asking['headers']): Promise<Answer>
}

describeEachDatabase('the admin’s own pages', (fresh) => {
  async function open(): Promise<{ readonly shop: Shop; readonly browse: typeof browse }> {
    const { url } = await fresh()
    const shop = await openShop({ url, catalog: memoryCatalog([]), stores: ['acme'] })
    const { people } = shop.kernel.state('admin') as AdminState

    async function browse(name: string, role: 'viewer' | 'admin', store = 'default'): Promise<Browser> {
      await people.add({ name, store, role, by: 'a test' })
      await people.setPassword(name, hashOneTimePassword(password), 'a test')
      const origin = { origin: shop.url, 'content-type': 'application/x-www-form-urlencoded' }
      const page = { accept: 'text/html' }
      const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()
      const lengthOf = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) })
      const signedIn = await send(`${shop.url}/admin/sign-in`, {
        method: 'POST',
        headers: { ...origin, ...page, ...lengthOf(form({ name, password })) },
        body: form({ name, password }),
      })
      expect(signedIn.status).toBe(303)
      const cookie = (signedIn.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ')
      const base = `${shop.url}${store === 'default' ? '' : `/s/${store}`}/admin`
      return {
        get: (path) => send(`${base}${path === '/' ? '' : path}`, { headers: { ...page, cookie } }),
        post: (path, fields, headers = {}) =>
          send(`${base}${path}`, {
            method: 'POST',
            headers: { ...origin, ...page, ...lengthOf(form(fields)), cookie, ...headers },
            body: form(fields),
          }),
      }
    }

    return { shop, browse }
  }

  test('show whoever is signed in how things are, and nobody else', async () => {
    const { shop, browse } = await open()
    const ada = await browse('ada', 'viewer')
    for (const path of own) {
      const { status, headers, text } = await ada.get(path)
      expect([path, status, headers['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8'])
      expect(headers['cache-control']).toBe('no-store')
      expect(text.match(/<h1>/g)).toHaveLength(1)
      const address = `${shop.url}/admin${path === '/' ? '' : path}`
      const outside = await send(address, { headers: { accept: 'text/html' } })
      expect([path, outside.status]).toEqual([path, 303])
    }
  })

  test('save a setting, say so once, and keep the admin’s name in the audit', async () => {
    const { shop, browse } = await open()
    const ada = await browse('ada', 'admin')
    const saved = await ada.post('/settings/SHOP', { do: 'save', 'was.NAME': 'Shop', NAME: 'Käse & Co <b>' })
    expect(saved.status).toBe(303)
    expect((await shop.kernel.registry.read(SHOP, 'default')).NAME).toBe('Käse & Co <b>')
    const next = await ada.get('/settings/SHOP')
    expect(next.text).toContain('The change is saved.')
    expect(next.text).toContain('Käse &amp; Co &lt;b&gt;')
    expect((await ada.get('/settings/SHOP')).text).not.toContain('The change is saved.')
    expect((await ada.get('/audit')).text).toMatch(/Käse &amp; Co &lt;b&gt;<\/span><\/td>.*?ada</s)
    const wrong = await ada.post('/settings/SHOP', {
      do: 'save',
      'was.COUNTRY': 'DE',
      COUNTRY: 'Deutschland',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toMatch(/value="Deutschland"[^>]*aria-invalid/)
  })

  test('make a token that opens at once, and show it on that answer alone', async () => {
    const { shop, browse } = await open()
    const ada = await browse('ada', 'admin')
    const made = await ada.post('/settings/SERVER', { do: 'make', key: 'METRICS_TOKEN' })
    expect([made.status, made.headers['cache-control']]).toEqual([200, 'no-store'])
    const [, token = ''] = /value="([\w-]{32})"/.exec(made.text) ?? []
    const figures = await send(`${shop.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
    expect(figures.status).toBe(200)
    for (const path of own) expect((await ada.get(path)).text).not.toContain(token)
    expect(shop.lines.text).not.toContain(token)
  })

  test('let a viewer look, and change nothing', async () => {
    const { shop, browse } = await open()
    const ada = await browse('ada', 'viewer')
    for (const [button, path] of [
      ['save', '/settings/SHOP'],
      ['reset', '/settings/SHOP'],
      ['make', '/settings/SERVER'],
      ['replace', '/settings/SERVER'],
    ] as const) {
      const fields = { do: button, 'was.NAME': 'Shop', NAME: 'Mine', key: 'METRICS_TOKEN' }
      expect([button, (await ada.post(path, fields)).status]).toEqual([button, 403])
    }
    expect(await shop.kernel.registry.changes('default', 9)).toEqual([])
  })

  test('refuse a form from elsewhere, one that is too long, a button there is none of, and another store', async () => {
    const { shop, browse } = await open()
    const ada = await browse('ada', 'admin')
    const fields = { do: 'save', 'was.NAME': 'Shop', NAME: 'Mine' }
    const foreign = await ada.post('/settings/SHOP', fields, { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect((await ada.post('/settings/SHOP', { ...fields, NAME: 'x'.repeat(300_000) })).status).toBe(413)
    expect((await ada.post('/settings/SHOP', { ...fields, do: 'constructor' })).status).toBe(400)
    expect((await ada.post('/settings/NOPE', fields)).status).toBe(404)
    expect((await ada.get('/settings/%3Cscript%3E')).text).not.toContain('<script>')
    const elsewhere = await send(`${shop.url}/s/acme/admin/settings/SHOP`, {
      headers: { accept: 'text/html', cookie: 'storecast=forged' },
    })
    expect(elsewhere.status).toBe(303)
    const bob = await browse('bob', 'admin', 'acme')
    expect((await bob.get('/settings/SHOP')).status).toBe(200)
    expect((await bob.post('/settings/SHOP', fields)).status).toBe(303)
    expect((await shop.kernel.registry.read(SHOP, 'acme')).NAME).toBe('Mine')
    expect((await shop.kernel.registry.read(SHOP, 'default')).NAME).toBe('Shop')
  })
})
