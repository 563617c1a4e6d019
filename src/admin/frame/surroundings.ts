/** What stands around every page, whoever looks at it. */
import { type Call, type Host, SHOP } from '../../kernel.js'
import { wayUp } from './address.js'
import type { Assets } from './assets.js'
import type { Surroundings } from './layout.js'
import { themeOf } from './theme.js'

export interface SurroundingsParts {
  readonly host: Pick<Host, 'registry'>
  readonly assets: Pick<Assets, 'stylesheet' | 'script'>
  /** Said at the top of every page. */
  readonly banner?: string | undefined
}

export type SurroundingsOf = (call: Call) => Promise<Surroundings>

export function createSurroundings({ host, assets, banner }: SurroundingsParts): SurroundingsOf {
  return async (call) => {
    const { NAME: shop } = await host.registry.read(SHOP, call.store)
    const up = wayUp(call)
    return {
      shop,
      theme: themeOf(call),
      stylesheet: `${up}${assets.stylesheet.slice(1)}`,
      script: `${up}${assets.script.slice(1)}`,
      banner,
    }
  }
}
