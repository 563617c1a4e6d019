/** The card of the connection: pixel, token and tests, whether Meta answers, and what to do where something is wrong. */
import {
  badge,
  type Card,
  type CardState,
  facts,
  type Html,
  html,
  type Shown,
  type Visit,
} from '../../../src/kernel.js'
import { type Hindrance, hindrancesOf } from './hindrances.js'
import type { Situation } from './situation.js'

export function connectionCard(situation: Situation, visit: Visit): Card {
  const hindrances = hindrancesOf(situation, visit)
  const [gravest] = hindrances
  const { configuration } = situation
  return {
    title: 'Meta connection',
    path: '/events',
    state: gravest?.state ?? 'good',
    summary: summaries[gravest?.state ?? 'good'](configuration.isRehearsal),
    body: html`${hindrances.map(({ what, todo }: Hindrance) => html`<p>${what} ${todo}</p>`)}
${facts([
  ['Reporting', configuration.settings.ENABLED ? badge('good', 'On') : badge('off', 'Off')],
  ['Pixel', pixel(situation)],
  ['Access token', tokenState(situation)],
  ['Testing code', testing(situation, visit)],
  ['Meta answers', answers(situation, visit)],
])}`,
  }
}

const summaries: Readonly<Record<CardState, (isRehearsal: boolean) => string>> = {
  good: (isRehearsal) =>
    isRehearsal ? 'Events go to a stand-in for Meta, for this is the demo.' : 'Events reach Meta.',
  attention: () => 'Something needs a look.',
  bad: () => 'Events do not reach Meta.',
  off: () => 'Events are switched off.',
}

const pixel = ({ configuration: { settings, isRehearsal } }: Situation): Shown =>
  settings.PIXEL_ID === undefined
    ? badge('bad', 'Not set')
    : `${settings.PIXEL_ID}${isRehearsal ? ' (the demo’s, nobody’s at Meta)' : ''}`

function tokenState({ configuration: { settings }, held }: Situation): Html {
  if (settings.PIXEL_ACCESS_TOKEN === undefined) return badge('bad', 'Not set')
  return held.length > 0 ? badge('bad', 'Refused by Meta') : badge('good', 'Set')
}

function testing({ configuration, testingEndsAt }: Situation, { words }: Visit): Shown {
  const { account, settings } = configuration
  if (settings.PIXEL_TESTING_CODE === undefined) return 'none'
  const isOver = account !== undefined && account.testingCode === undefined
  if (testingEndsAt === undefined) return badge('attention', 'Set, without an end')
  return html`${isOver ? badge('off', 'Over') : badge('attention', 'Set')} ${isOver ? 'ended' : 'ends'} ${words.when(testingEndsAt)}`
}

function answers({ left }: Situation, { words, now }: Visit): Shown {
  if (left.length === 0) return 'yes'
  const soonest = Math.min(...left.map(({ retryAfterMs }) => retryAfterMs))
  return html`${badge('attention', 'Not lately')} next try ${words.when(now + soonest)}`
}
