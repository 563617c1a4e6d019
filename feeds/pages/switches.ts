/** The switches of a channel: on or off, protected or open. */
import {
  type Action,
  actionButton,
  badge,
  type Host,
  type Html,
  html,
  randomToken,
  type Visit,
} from '../../src/kernel.js'
import { keysOf, readChannel } from '../channel-settings.js'
import type { Channel } from '../engine/channel.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { feedAt, feedPath } from './feed-at.js'

/** With the buttons where this visitor may, and the value is not the environment's. */
export async function switches({ registry }: Host, visit: Visit, channel: Channel): Promise<Html> {
  const keys = keysOf(channel)
  const { isEnabled, isProtected } = await readChannel(registry, visit.store, channel)
  const entries = await registry.list(visit.store)
  const isFixed = (key: string) =>
    entries.some(
      (entry) => entry.group === XML_FEEDS.name && entry.key === key && entry.source === 'environment',
    )
  const button = (key: string, does: string, label: string, question?: string): Html | undefined => {
    if (visit.role !== 'admin') return undefined
    if (isFixed(key)) {
      return html`<p class="hint">Set in the environment as <code>${XML_FEEDS.name}__${key}</code>: change it there.</p>`
    }
    return actionButton({ does, label, ...(question !== undefined && { question }) })
  }
  return html`<div class="columns">
<section class="panel" aria-label="On or off"><p>${isEnabled ? badge('good', 'On') : badge('off', 'Off')} ${isEnabled ? 'Platforms can fetch it.' : 'Nobody can fetch it.'}</p>
${
  isEnabled
    ? button(
        keys.isEnabled,
        'switchOff',
        'Switch off',
        'Switch the feed off? Platforms that fetch it get nothing.',
      )
    : button(keys.isEnabled, 'switchOn', 'Switch on')
}</section>
<section class="panel" aria-label="Protected or open"><p>${isProtected ? badge('good', 'Protected') : badge('attention', 'Open')} ${
    isProtected ? 'Whoever fetches it needs the token.' : 'Everyone who knows the address can fetch it.'
  }</p>
${
  isProtected
    ? button(keys.isProtected, 'open', 'Open to everyone', 'Let everyone fetch it without a token?')
    : button(keys.isProtected, 'protect', 'Protect with a token')
}</section></div>`
}

interface Flip {
  readonly key: 'isEnabled' | 'isProtected'
  readonly value: boolean
  readonly notice: string
}

const flips: Readonly<Record<'switchOn' | 'switchOff' | 'protect' | 'open', Flip>> = {
  switchOn: { key: 'isEnabled', value: true, notice: 'It is on.' },
  switchOff: { key: 'isEnabled', value: false, notice: 'It is off: whoever fetches it gets nothing.' },
  protect: { key: 'isProtected', value: true, notice: 'It is protected: a fetch needs the token.' },
  open: { key: 'isProtected', value: false, notice: 'It is open: everyone can fetch it.' },
}

/** One action for each way of each switch, so that pressing twice changes nothing more. */
export const switchActions = (state: FeedsState): Readonly<Record<keyof typeof flips, Action>> => ({
  switchOn: flip(state, flips.switchOn),
  switchOff: flip(state, flips.switchOff),
  protect: flip(state, flips.protect),
  open: flip(state, flips.open),
})

function flip(state: FeedsState, { key, value, notice: told }: Flip): Action {
  const { registry } = state.host
  return {
    async run(visit) {
      const { channel } = await feedAt(state, visit)
      const keys = keysOf(channel)
      const { store, user: by } = visit
      await registry.set(store, XML_FEEDS.name, keys[key], String(value), { by })
      const goesOn = { to: feedPath({ channel: channel.name }) }
      if (!value) return { ...goesOn, notice: told }
      const { isProtected } = await readChannel(registry, store, channel)
      // A protected feed without a token would answer nobody.
      const isNew =
        isProtected && (await registry.setIfAbsent(store, XML_FEEDS.name, keys.tokens, randomToken(), by))
      if (key === 'isEnabled') {
        state.workshop.refreshLater(await state.feedFrom(store, channel.name, new URLSearchParams()))
      }
      return { ...goesOn, notice: isNew ? `${told} A token was made; it stands under “Address”.` : told }
    },
  }
}
