/** Mounted in a host's Express app: under a path, twice in one process, and gone again without a trace. */
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStorecast, type Storecast } from '../../src/index.js'
import { readFeed } from '../support/feed.js'
import { listen, send } from '../support/http.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { productWithId } from '../support/product.js'
import { type TempFolder, tempFolder } from '../support/temp-folder.js'

describe('two Storecasts in one host', () => {
  let folders: TempFolder[]
  let casts: Storecast[]
  let host: { url: string; close(): Promise<void> }

  beforeAll(async () => {
    folders = [tempFolder(), tempFolder()]
    casts = [await shop(folders[0], 'first', 3), await shop(folders[1], 'second', 2)]
    const app = express()
    app.use('/shop/feeds', (casts[0] as Storecast).router)
    app.use('/other', (casts[1] as Storecast).router)
    app.get('/shop/feeds/about', (_req, res) => void res.send('the host answers'))
    host = await listen(app)
  })
  afterAll(async () => {
    await host.close()
    for (const cast of casts) await cast.close()
    for (const folder of folders) folder.remove()
  })

  test('each serves its own catalog with its own token, under its own path', async () => {
    const first = await readFeed(`${host.url}/shop/feeds/xml/google-merchant?token=token-of-first`)
    const second = await readFeed(`${host.url}/other/xml/google-merchant?token=token-of-second`)
    expect(first.items.map((item) => item['g:id'])).toEqual(['first-1', 'first-2', 'first-3'])
    expect(second.items.map((item) => item['g:id'])).toEqual(['second-1', 'second-2'])
  })

  test('neither opens with the other’s token', async () => {
    const answer = await send(`${host.url}/other/xml/google-merchant?token=token-of-first`)
    expect([answer.status, answer.json().code]).toEqual([403, 'CREDENTIALS_WRONG'])
  })

  test('a flag that is switched off in one stays on in the other', async () => {
    await casts[0]?.registry.set('default', 'XML_FEEDS', 'IS_ENABLED_GOOGLE', 'false', { by: 'test' })
    expect((await send(`${host.url}/shop/feeds/xml/google-merchant?token=token-of-first`)).status).toBe(403)
    expect((await send(`${host.url}/other/xml/google-merchant?token=token-of-second`)).status).toBe(200)
    await casts[0]?.registry.set('default', 'XML_FEEDS', 'IS_ENABLED_GOOGLE', 'true', { by: 'test' })
  })

  test('leaves what is not ours to the host, headers included', async () => {
    const ours = await send(`${host.url}/shop/feeds/about`)
    expect([ours.status, ours.text, ours.headers['x-request-id']]).toEqual([
      200,
      'the host answers',
      undefined,
    ])
    const nobodys = await send(`${host.url}/shop/feeds/nothing`)
    expect([nobodys.status, nobodys.headers['content-security-policy']]).toEqual([404, "default-src 'none'"])
    expect(nobodys.text).toContain('Cannot GET /shop/feeds/nothing')
  })

  test('a store of its own has its own feed', async () => {
    const answer = await send(`${host.url}/other/s/nobody/xml/google-merchant`)
    expect([answer.status, answer.json().code]).toEqual([404, 'STORE_UNKNOWN'])
    expect(() => casts[0]?.store('nobody')).toThrow(/There is no store "nobody"; there is default/)
  })
})

async function shop(folder: TempFolder | undefined, name: string, size: number): Promise<Storecast> {
  const path = folder?.path ?? ''
  return createStorecast({
    tell: () => {},
    dataFolder: path,
    database: `${path}/shop.db`,
    logLevel: 'silent',
    catalog: memoryCatalog(Array.from({ length: size }, (_, at) => productWithId(`${at + 1}`))),
    environment: {
      XML_FEEDS__IS_ENABLED_GOOGLE: undefined,
      XML_FEEDS__GOOGLE_TOKEN: `token-of-${name}`,
      TRACKING__PRODUCT_ID_PREFIX_GOOGLE: `${name}-`,
    },
  }).then(async (cast) => {
    await cast.registry.set('default', 'XML_FEEDS', 'IS_ENABLED_GOOGLE', 'true', { by: 'test' })
    return cast
  })
}
