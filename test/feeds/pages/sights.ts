/** Every sight that the feeds' pages offer: of the demo's catalog, of an empty one, and of feeds in each trouble. */
import type { Catalog } from '../../../feeds/catalog/contract.js'
import { plantDemo } from '../../../feeds/catalog/demo/plant.js'
import type { FeedsState } from '../../../feeds/state.js'
import { modulesOf } from '../../../src/app.js'
import { assemble, type Kernel } from '../../../src/kernel/assembly.js'
import type { View } from '../../../src/kernel/pages/page.js'
import { databases } from '../../support/databases.js'
import { deferred } from '../../support/deferred.js'
import { memoryCatalog, someProducts } from '../../support/memory-catalog.js'
import { tempFolder } from '../../support/temp-folder.js'
import { type Merchant, merchantOf } from './merchant.js'

export interface Sights {
  /** By what they show. */
  readonly views: ReadonlyMap<string, View>
  close(): Promise<void>
}

const google = '/feeds/google-merchant'

const filledPages = {
  list: '/feeds',
  feed: google,
  'filtered feed': `${google}?filter=brand%3DKittiwake`,
  'left out': `${google}/left-out`,
  'left out, nothing fits': `${google}/left-out?q=zebra`,
  items: `${google}/items`,
  'items of Meta': '/feeds/facebook-catalog/items',
  product: `${google}/product?id=HP-DOZE-BAG`,
  'product that is left out': `${google}/product?id=HP-EIDER-VEST`,
  'product that there is not': `${google}/product?id=HP-EIDER`,
  address: `${google}/address`,
  'address that cannot be': `${google}/address?brand=None&top=x`,
}

export async function makeSights(): Promise<Sights> {
  const views = new Map<string, View>()
  const closing: (() => Promise<void>)[] = []
  const opened = async (...wishes: Parameters<typeof shopOf>) => {
    const shop = await shopOf(...wishes)
    closing.push(shop.close)
    return shop
  }
  const see = async (name: string, merchant: Merchant, path: string) => {
    views.set(name, (await merchant.open(path)).view)
  }

  const demo = await opened('sql')
  await plantDemo(demo.kernel.database, 'default', Date.now())
  const brand = await demo.kernel.database
    .knex('storecast_catalog_products')
    .whereNotNull('brand')
    .first('brand')
  for (const { name } of demo.state.channels) await demo.refresh(name)
  await demo.refresh('google-merchant', { query: `brand=${encodeURIComponent(brand.brand)}` })
  for (const [name, path] of Object.entries(filledPages)) {
    await see(
      name,
      demo.merchant,
      path.replace('Kittiwake', encodeURIComponent(encodeURIComponent(brand.brand))),
    )
  }
  await demo.merchant.press(`${google}/address`, 'makeToken')
  await demo.merchant.press(`${google}/address`, 'makeToken', { overlap: '3d' })
  const shown = await demo.merchant.press(`${google}/address`, 'showToken')
  if ('title' in shown) views.set('address with its token', shown)
  const [{ id }] = await demo.kernel.database
    .knex('storecast_feed_snapshots')
    .where({ filter_hash: 'whole', channel: 'google-merchant' })
    .select('id')
  await see('snapshot', demo.merchant, `${google}/snapshots/${id}`)

  const empty = await opened(memoryCatalog(0))
  for (const page of ['', '/left-out', '/items', '/product', '/address']) {
    await see(`empty${page}`, empty.merchant, `${google}${page}`)
  }
  await see('empty list', empty.merchant, '/feeds')

  const catalog = memoryCatalog(60)
  const troubled = await opened(catalog, { XML_FEEDS__IS_PROTECTED_GOOGLE: 'false' })
  await troubled.refresh('google-merchant')
  catalog.replace(someProducts(12))
  await troubled.refresh('google-merchant')
  await see('held back', troubled.merchant, google)
  const [refused] = await troubled.kernel.database
    .knex('storecast_feed_snapshots')
    .orderBy('id', 'desc')
    .limit(1)
  await see('snapshot that was held back', troubled.merchant, `${google}/snapshots/${refused.id}`)
  await troubled.merchant.press(google, 'keep', { snapshot: refused.id })
  await see('kept', troubled.merchant, google)
  const reached = deferred<void>()
  const gate = deferred<undefined>()
  catalog.onPage = async ({ page }) => {
    if (page !== 2) return undefined
    reached.resolve()
    return gate.promise
  }
  await troubled.merchant.press(google, 'rebuild')
  await reached.promise
  await see('building', troubled.merchant, google)
  gate.resolve(undefined)
  await troubled.state.workshop.idle()
  catalog.onPage = async () => {
    throw new Error('gone')
  }
  await troubled.refresh('google-merchant', { force: true }).catch(() => {})
  await see('failed', troubled.merchant, google)
  await see('failed items', troubled.merchant, `${google}/items`)
  await see('failed list', troubled.merchant, '/feeds')

  return {
    views,
    async close() {
      for (const each of closing) await each()
    },
  }
}

interface OpenedShop {
  readonly kernel: Kernel
  readonly state: FeedsState
  readonly merchant: Merchant
  refresh(channel: string, options?: { readonly query?: string; readonly force?: boolean }): Promise<void>
  close(): Promise<void>
}

async function shopOf(
  catalog: 'sql' | Catalog,
  environment: Readonly<Record<string, string>> = {},
): Promise<OpenedShop> {
  const folder = tempFolder()
  const fresh = await databases.find(({ available }) => available)?.fresh()
  const kernel = await assemble(modulesOf({ catalog, admin: false }), {
    dataFolder: folder.path,
    logLevel: 'silent',
    secret: 'the secret of these tests',
    publicUrl: 'https://feeds.example',
    ...(fresh && { database: fresh.url }),
    environment: {
      XML_FEEDS__IS_ENABLED_GOOGLE: 'true',
      SHOP__ADDRESS: 'https://shop.example',
      ...environment,
    },
  })
  await kernel.migrate()
  const state = kernel.state('feeds') as FeedsState
  return {
    kernel,
    state,
    merchant: merchantOf(state),
    async refresh(channel, { query = '', ...options } = {}) {
      await state.workshop.refresh(
        await state.feedFrom('default', channel, new URLSearchParams(query)),
        options,
      )
    },
    async close() {
      await kernel.close()
      await fresh?.drop()
      folder.remove()
    },
  }
}
