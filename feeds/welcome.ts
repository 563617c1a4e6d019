/** The feeds' lines in the start-up text. */
import { readChannel } from './channel-settings.js'
import type { FeedsState } from './state.js'

/** Addresses to paste into the platforms; with tokens for the demo only, for start-up texts end up in logs. */
export async function feedAddresses({ host, channels, isDemo }: FeedsState): Promise<readonly string[]> {
  const lines: string[] = []
  const width = Math.max(...channels.map(({ title }) => title.length))
  for (const store of host.stores) {
    for (const channel of channels) {
      const { name, title } = channel
      const settings = await readChannel(host.registry, store, channel)
      if (!settings.isEnabled) continue
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
