/** The demo: a made-up shop with its storefront, and a stand-in for Meta; nothing of it is there with a shop's own catalog. */
import { demoShop } from '../../feeds/catalog/demo/shop.js'
import { demoModule } from '../../feeds/demo.js'
import { demoStorefront } from '../../feeds/demo-storefront.js'
import type { Channel } from '../../feeds/index.js'
import { identifyShopper } from '../../plugins/demo-shop/index.js'
import { demoShopModule, leaveDemoShop } from '../../plugins/demo-shop/module.js'
import { STAND_IN } from '../../plugins/graph-stand-in/contract.js'
import { standInModule } from '../../plugins/graph-stand-in/module.js'
import { type MetaOptions, sessionOf } from '../../plugins/meta-capi/options.js'
import { rehearsalDestination, rehearsalPixel } from '../../plugins/meta-capi/rehearsal-account.js'
import type { Host, Module } from '../kernel.js'

/** Said at the top of every page of the merchant's. */
export const demoBanner = 'Demo: a made-up shop, and a stand-in for Meta. Nothing leaves this machine.'

export interface DemoOptions {
  readonly channels: readonly Channel[]
  /** Whether the merchant's pages are there. */
  readonly hasAdmin: boolean
}

/** Behind them come the modules that every shop has. */
export function demoModules({ channels, hasAdmin }: DemoOptions): readonly Module[] {
  return [
    demoModule(channels),
    demoShopModule({
      name: demoShop.name,
      currency: demoShop.currency,
      products: demoStorefront,
      ...(hasAdmin && { seenAt }),
    }),
    standInModule(rehearsalPixel),
  ]
}

const seenAt = (orderId: string): string => `../admin/events?${new URLSearchParams({ order: orderId })}`

/** The demo's own shoppers, and the stand-in; a sender of the host's own still goes before it. */
export function demoMeta(meta: MetaOptions): MetaOptions {
  const { identify = sessionOf, sender } = meta
  return {
    ...meta,
    identify(req) {
      const shopper = identifyShopper(req)
      return shopper.sessionId === undefined ? identify(req) : shopper
    },
    ...(sender === undefined && {
      rehearsal: { graphUrl: standInUrl },
    }),
  }
}

async function standInUrl({ offers }: Host): Promise<string> {
  const standIn = offers(STAND_IN)
  if (!standIn) throw new TypeError('The demo needs the module of the stand-in')
  return standIn.url()
}

/** Takes away what the demo's shop and stand-in left in the database. */
export async function leaveDemo(host: Host): Promise<void> {
  await leaveDemoShop(host)
  await host.outbox.forget('default', rehearsalDestination)
}
