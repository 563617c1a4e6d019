/** An event's story: where it is on its way, in plain words, and what happens next and when. */
import {
  type EntryDetail,
  type EntryState,
  type Html,
  html,
  type Shown,
  type Visit,
} from '../../../src/kernel.js'
import { stateBadge } from './entry-words.js'
import { reasonOf } from './reasons.js'
import { pixelOf, type Situation } from './situation.js'

export function eventStory(entry: EntryDetail, situation: Situation, visit: Visit): Html {
  const reason = entry.reason === undefined ? undefined : reasonOf(entry.reason)
  return html`<p>${stateBadge(entry.state, entry.isHeld)} ${stories[entry.state](entry, situation, visit)}</p>
${reason && html`<p>${entry.state === 'waiting' && 'The last try: '}${reason.what}${reason.todo && ` ${reason.todo}`}</p>`}
${doubt(entry, visit)}`
}

type Story = (entry: EntryDetail, situation: Situation, visit: Visit) => Shown

const stories: Readonly<Record<EntryState, Story>> = {
  waiting: (entry, situation, visit) => [nextTry(entry, situation, visit), ' ', lastChance(entry, visit)],
  pending: ({ stateUntil }, _, { words }) =>
    html`It waits for the shopper’s consent. Without one it is erased ${words.when(stateUntil)}, and Meta never hears of it.`,
  sending: () => 'It is being sent right now.',
  done: ({ reportedAt, settledAt, stateUntil }, _, { words }) => [
    'Meta took it ',
    words.when(reportedAt ?? settledAt ?? stateUntil),
    html`. It is kept here for a look until ${words.exact(stateUntil)}.`,
  ],
  tested: ({ settledAt, stateUntil }, _, { words }) => [
    'Meta took it as a test ',
    words.when(settledAt ?? stateUntil),
    ', and does not count it: it shows in the test tab of Events Manager.',
  ],
  dead: ({ stateUntil, settledAt }, _, { words }) => [
    'It was given up ',
    words.when(settledAt ?? stateUntil),
    html`, and stays here for a retry until ${words.exact(stateUntil)}.`,
  ],
}

function nextTry(entry: EntryDetail, { configuration, left }: Situation, { words, now }: Visit): Shown {
  if (configuration.account === undefined) return 'It stays here until events are reported again.'
  if (entry.isHeld)
    return 'It is held: Meta refuses the access token, and it goes out as soon as there is a new one.'
  const breaker = left.find(({ destination }) => destination === entry.destination)
  if (breaker)
    return html`Meta did not answer lately; the next try is ${words.when(Math.max(entry.dueAt, now + breaker.retryAfterMs))}.`
  if (entry.dueAt > now) return html`The next try is ${words.when(entry.dueAt)}.`
  return 'It goes out within seconds.'
}

const lastChance = ({ stateUntil }: EntryDetail, { words }: Visit): Html =>
  html`If nothing gets through, it is given up ${words.when(stateUntil)}.`

function doubt({ doubtSince, state, destination }: EntryDetail, { words }: Visit): Shown {
  if (doubtSince === undefined || state === 'done' || state === 'tested') return undefined
  return html`<p>Pixel ${pixelOf(destination)} may have it since ${words.when(doubtSince)}: no answer came back. A second copy within two days counts as the same.</p>`
}
