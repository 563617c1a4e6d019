/** The feeds' lines in the start-up text. */
import { channelSettings, TRACKING, XML_FEEDS } from './settings.js'
import type { FeedsState } from './state.js'

/** Addresses to paste into the platforms; with tokens for the demo only, for start-up texts end up in logs. */
export async function feedAddresses({ host, channels, isDemo }: FeedsState): Promise<readonly string[]> {
  const lines: string[] = []
  const width = Math.max(...channels.map(({ title }) => title.length))
  for (const store of host.stores) {
    const feeds = await host.registry.read(XML_FEEDS, store)
    const tracking = await host.registry.read(TRACKING, store)
    for (const { name, title } of channels) {
      const settings = channelSettings[name]?.(feeds, tracking)
      if (!settings?.isEnabled) continue
      const [token] = settings.tokens
      const query = isDemo && settings.isProtected && token ? `?token=${encodeURIComponent(token)}` : ''
      lines.push(`${title.padEnd(width)} ${addressOf(host.publicUrl, store, name)}${query}`)
    }
  }
  return lines.length > 0 ? lines : ['No feed is enabled yet; what to do next: storecast doctor']
}

/** Where a store's feed is fetched. */
export function addressOf(publicUrl: string, store: string, channel: string): string {
  return `${publicUrl}${store === 'default' ? '' : `/s/${store}`}/xml/${channel}`
}
