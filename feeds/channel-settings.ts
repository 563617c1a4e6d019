/** A channel's own share of the registry: its keys, how they are declared, and what they say. */
import { defineGroup, flag, type Group, type Host, type Setting, tokens } from '../src/kernel.js'
import { prefixKeyOf, prefixSetting, TRACKING } from './contract.js'
import { type Channel, codeOf } from './engine/channel.js'
import { XML_FEEDS } from './settings.js'

/** What the registry says about one channel. */
export interface ChannelSettings {
  readonly isEnabled: boolean
  readonly isProtected: boolean
  readonly tokens: readonly string[]
  readonly usesCustomPrice: boolean
  readonly idPrefix: string
}

interface Share {
  readonly key: (code: string) => string
  readonly setting: (title: string) => Setting<unknown>
}

const shares: Readonly<Record<Exclude<keyof ChannelSettings, 'idPrefix'>, Share>> = {
  isEnabled: {
    key: (code) => `IS_ENABLED_${code}`,
    setting: (title) => flag(`Serves the ${title} feed.`, false),
  },
  isProtected: {
    key: (code) => `IS_PROTECTED_${code}`,
    setting: (title) => flag(`Asks for a token before it serves the ${title} feed.`, true),
  },
  tokens: {
    key: (code) => `${code}_TOKEN`,
    setting: (title) => tokens(`Opens the ${title} feed.`),
  },
  usesCustomPrice: {
    key: (code) => `CUSTOM_PRICE_${code}`,
    setting: (title) =>
      flag(`Takes a product’s custom price, where it has one, in the ${title} feed.`, false),
  },
}

/** Keys of `XML_FEEDS`, but for `idPrefix`, which stands in `TRACKING`. */
export type ChannelKeys = Readonly<Record<keyof ChannelSettings, string>>

/** Where a channel's settings stand, also for messages that say what to set. */
export function keysOf(channel: Channel): ChannelKeys {
  const code = codeOf(channel)
  return {
    isEnabled: shares.isEnabled.key(code),
    isProtected: shares.isProtected.key(code),
    tokens: shares.tokens.key(code),
    usesCustomPrice: shares.usesCustomPrice.key(code),
    idPrefix: prefixKeyOf(code),
  }
}

/** The groups `XML_FEEDS` and `TRACKING` with the shares of these channels, under the names that read them. */
export function channelGroups(channels: readonly Channel[]): readonly Group[] {
  const own = channels.flatMap((channel) =>
    Object.values(shares).map(({ key, setting }) => [key(codeOf(channel)), setting(channel.title)] as const),
  )
  const prefixes = channels.map((channel) => [prefixKeyOf(codeOf(channel)), prefixSetting(channel.title)])
  return [
    defineGroup(XML_FEEDS.name, { ...Object.fromEntries(own), ...XML_FEEDS.settings }),
    defineGroup(TRACKING.name, { ...Object.fromEntries(prefixes), ...TRACKING.settings }),
  ]
}

/** What is set for a channel now; a change is seen within seconds. */
export async function readChannel(
  registry: Pick<Host['registry'], 'read'>,
  store: string,
  channel: Channel,
): Promise<ChannelSettings> {
  const keys = keysOf(channel)
  const feeds: Readonly<Record<string, unknown>> = await registry.read(XML_FEEDS, store)
  const tracking: Readonly<Record<string, unknown>> = await registry.read(TRACKING, store)
  return {
    isEnabled: feeds[keys.isEnabled] === true,
    isProtected: feeds[keys.isProtected] !== false,
    tokens: feeds[keys.tokens] as readonly string[],
    usesCustomPrice: feeds[keys.usesCustomPrice] === true,
    idPrefix: tracking[keys.idPrefix] as string,
  }
}
