/** The address to paste into a platform, with filters, and the token that opens it. */
import {
  AppError,
  copyable,
  type Html,
  html,
  notice,
  type Page,
  textField,
  type View,
  type Visit,
} from '../../src/kernel.js'
import { keysOf, readChannel } from '../channel-settings.js'
import { type Channel, codeOf } from '../engine/channel.js'
import type { Feed } from '../engine/feed.js'
import { XML_FEEDS } from '../settings.js'
import type { FeedsState } from '../state.js'
import { addressOf } from '../welcome.js'
import { type ChosenFeed, feedAt } from './feed-at.js'
import { filterFields } from './filter-words.js'
import { tabs } from './tabs.js'
import { makeToken, tokenSection } from './token.js'

/** By a channel's code, where its platform takes the address. */
const whereto: Readonly<Record<string, string>> = {
  FACEBOOK:
    'In Meta’s Commerce Manager: Catalog, Data sources, Add items, Data feed, “Use a URL”. Every hour is a good schedule.',
  GOOGLE:
    'In Google’s Merchant Center: Products, Data sources, Add a product source, “Add products from a file”, “Enter a link to your file”.',
}

export function addressPage(state: FeedsState): Page {
  return {
    path: '/feeds/:channel/address',
    summary: 'The address of a feed, with filters, and the token that opens it.',
    show: (visit) => view(state, visit, false),
    actions: {
      makeToken: makeToken(state),
      showToken: {
        async run(visit) {
          const { channel } = await feedAt(state, visit)
          // First the note: nobody sees the token without it.
          await state.host.registry.noteShown(visit.store, XML_FEEDS.name, keysOf(channel).tokens, visit.user)
          return view(state, visit, true)
        },
      },
    },
  }
}

async function view(state: FeedsState, visit: Visit, isShown: boolean): Promise<View> {
  const chosen = await feedAt(state, visit)
  const { channel, title } = chosen
  const { feed, errors } = await narrowed(state, visit, channel)
  const hasErrors = Object.keys(errors).length > 0
  return {
    title: `${title}: address`,
    status: hasErrors ? 422 : 200,
    body: html`${tabs(visit, chosen.feed, '/address')}
<h2>To paste into the platform</h2>
${hasErrors ? notice('bad', 'One of the filters below cannot be: the address is that of the whole feed.') : undefined}
${await addressSection(state, visit, { ...chosen, feed }, isShown)}
<h2>Only a part of the catalog</h2>
<p>Each filter that is filled narrows the feed; a filtered feed has an address of its own and is built when it is first fetched.</p>
<form method="get"><div class="columns">${filterFields.map(({ name, label, hint, inputMode }) =>
      textField({
        name,
        label,
        hint,
        value: (visit.query.get(name) ?? '').slice(0, 200),
        error: errors[name],
        limit: 190,
        ...(inputMode && { inputMode }),
      }),
    )}</div>
<div class="actions"><button class="main">Put the address together</button></div></form>
<h2>Token</h2>
${await tokenSection(state.host, visit, channel, isShown)}`,
  }
}

async function addressSection(
  { host }: FeedsState,
  visit: Visit,
  { channel, feed, title }: ChosenFeed,
  isShown: boolean,
): Promise<Html> {
  const { isEnabled, isProtected, tokens } = await readChannel(host.registry, visit.store, channel)
  const query = new URLSearchParams(feed.query)
  const [token] = tokens
  const needsToken = isProtected && token !== undefined
  if (needsToken && isShown) query.set('token', token)
  const text = query.toString()
  const address = `${addressOf(host.publicUrl, visit.store, channel.name)}${text && `?${text}`}`
  return html`<p>${copyable(address, `Address of ${title}`)}</p>
${needsToken && !isShown && html`<p>The token is not in it yet${visit.role === 'admin' ? ': “Show the token” puts it there' : '; an admin of this store can add it'}. A platform may also send it as the password of a user of any name.</p>`}
<p class="hint">${whereto[codeOf(channel)] ?? 'Paste it where the platform asks for the address of a product feed.'}</p>
${!isEnabled && notice('attention', 'The feed is switched off: the address answers nobody yet.')}
${isLoopback(host.publicUrl) && notice('attention', 'This address leads to this machine only, and no platform can reach it. Set STORECAST_PUBLIC_URL to the address at which the world sees Storecast.')}`
}

interface Narrowed {
  readonly feed: Feed
  readonly errors: Readonly<Record<string, string>>
}

/** The feed that the form asks for; where a filter cannot be, the whole one, and why at its name. */
async function narrowed(state: FeedsState, visit: Visit, channel: Channel): Promise<Narrowed> {
  const { store } = visit
  const asked = new URLSearchParams()
  const errors: Record<string, string> = {}
  for (const { name } of filterFields) {
    const value = visit.query.get(name)?.trim()
    if (!value) continue
    asked.set(name, value)
    const why = await refusalOf(state, store, channel, name, value)
    if (why !== undefined) errors[name] = why
  }
  const whole = new URLSearchParams()
  const query = Object.keys(errors).length > 0 ? whole : asked
  return { feed: await state.feedFrom(store, channel.name, query), errors }
}

async function refusalOf(
  state: FeedsState,
  store: string,
  { name: channel }: Channel,
  name: string,
  value: string,
): Promise<string | undefined> {
  try {
    await state.vet(await state.feedFrom(store, channel, new URLSearchParams({ [name]: value })))
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message.replace(/^The parameter \w+ /, 'It ')
    throw error
  }
}

const isLoopback = (address: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(address)
