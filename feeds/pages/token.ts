/** A channel's token: whether there is one, shown to an admin who asks, and replaced with an overlap. */
import {
  type Action,
  actionButton,
  choiceField,
  copyable,
  facts,
  type Host,
  type Html,
  html,
  randomToken,
  submitButton,
  type Visit,
} from '../../src/kernel.js'
import { keysOf, readChannel } from '../channel-settings.js'
import type { Channel } from '../engine/channel.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { feedAt, feedPath } from './feed-at.js'

const hourMs = 3_600_000

/** How long a token that is replaced may still open the feed. */
const overlaps = [
  { value: '0', label: 'not at all: it ends at once', ms: 0 },
  { value: '1h', label: 'one hour', ms: hourMs },
  { value: '3d', label: 'three days', ms: 72 * hourMs },
  { value: '7d', label: 'seven days', ms: 168 * hourMs },
] as const

const overlapUnlessChosen = '3d'

/** `isShown`: the values themselves, for an admin who asked for them; to be noted in the audit before. */
export async function tokenSection(
  { registry }: Host,
  visit: Visit,
  channel: Channel,
  isShown: boolean,
): Promise<Html> {
  const { store, words } = visit
  const { tokens, isProtected } = await readChannel(registry, store, channel)
  const { tokens: key } = keysOf(channel)
  const overlapEndsAt = await registry.overlapEndsAt(store, XML_FEEDS.name, key)
  const isFixed = (await registry.list(store)).some(
    (entry) => entry.group === XML_FEEDS.name && entry.key === key && entry.source === 'environment',
  )
  const [current, other] = tokens
  const shown = (token: string, label: string) => (isShown ? copyable(token, label) : 'set, hidden')
  return html`${!isProtected && html`<p>The feed is open, so that no token is asked for. <a href="${visit.href(feedPath({ channel: channel.name }))}">Protect it</a></p>`}
${facts([
  ['Token', current === undefined ? 'not set' : shown(current, 'Token')],
  ...(other === undefined
    ? []
    : [
        ['The old token', shown(other, 'Old token')] as const,
        [
          'The old one ends',
          overlapEndsAt === undefined ? 'not by itself' : words.when(overlapEndsAt),
        ] as const,
      ]),
])}
${
  visit.role === 'admin' &&
  html`${current !== undefined && !isShown && actionButton({ does: 'showToken', label: 'Show the token' })}
${
  isFixed
    ? html`<p class="hint">Set in the environment as <code>${XML_FEEDS.name}__${key}</code>: change it there.</p>`
    : making(current !== undefined)
}`
}`
}

function making(isAny: boolean): Html {
  if (!isAny) return actionButton({ does: 'makeToken', label: 'Make a token', kind: 'main' })
  return html`<form method="post" data-question="Replace the token? Platforms need the new address before the old token ends.">
<h3>Replace the token</h3>
${choiceField({
  name: 'overlap',
  label: 'The old one opens the feed for',
  hint: 'Long enough to paste the new address everywhere.',
  value: overlapUnlessChosen,
  options: overlaps,
})}
${submitButton({ does: 'makeToken', label: 'Make a new token', kind: 'plain' })}</form>`
}

/** Makes a token, in place of the one there is. */
export const makeToken = (state: FeedsState): Action => ({
  async run(visit, form) {
    const { channel } = await feedAt(state, visit)
    const asked = form.get('overlap') ?? overlapUnlessChosen
    const overlap = overlaps.find(({ value }) => value === asked) ?? overlaps[0]
    await state.host.registry.set(visit.store, XML_FEEDS.name, keysOf(channel).tokens, randomToken(), {
      by: visit.user,
      overlapMs: overlap.ms,
    })
    const old =
      overlap.ms > 0 ? 'the old one, if any, still opens the feed for a while' : 'the old one has ended'
    return {
      to: feedPath({ channel: channel.name }, '/address'),
      notice: `A new token is made; ${old}. Paste the new address into the platform.`,
    }
  },
})
