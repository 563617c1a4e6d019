/** Hindrances: what keeps events from reaching Meta, in words for the merchant, with what to do. */
import { type CardState, type Html, html, notice, type Visit } from '../../../src/kernel.js'
import { pixelOf, type Situation } from './situation.js'

export interface Hindrance {
  readonly state: Exclude<CardState, 'good'>
  readonly what: Html
  readonly todo: Html
}

/** The gravest first; none where all is well. */
export function hindrancesOf(situation: Situation, visit: Visit): readonly Hindrance[] {
  const why = whyNothing(situation, visit)
  return [...(why ? [why] : []), ...heldOf(situation, visit), ...leftOf(situation, visit)].concat(
    testsOf(situation, visit),
  )
}

export const hindranceNotices = (hindrances: readonly Hindrance[]): readonly Html[] =>
  hindrances.map(({ state, what, todo }) => notice(state, what, html`<p>${todo}</p>`))

function settingsLink(visit: Visit, words: string): Html {
  return html`<a href="${visit.href('/settings/FACEBOOK_CONVERSION')}">${words}</a>`
}

/** Why nothing is reported at all. */
function whyNothing({ configuration }: Situation, visit: Visit): Hindrance | undefined {
  const { account, settings } = configuration
  if (account !== undefined) return undefined
  if (!settings.ENABLED)
    return {
      state: 'off',
      what: html`Events are switched off: what shoppers do now is not kept, and what was waiting stays where it is.`,
      todo: html`Switch them on when Meta shall hear of it again.`,
    }
  if (settings.PIXEL_ID === undefined)
    return {
      state: 'bad',
      what: html`No pixel is set, so that nothing is reported.`,
      todo: html`Events Manager shows the pixel’s number; ${settingsLink(visit, 'enter it as PIXEL_ID')}.`,
    }
  if (settings.PIXEL_ACCESS_TOKEN === undefined)
    return {
      state: 'bad',
      what: html`No access token is set, so that nothing is reported.`,
      todo: html`Make one for the pixel’s system user in Business Settings, and ${settingsLink(visit, 'enter it as PIXEL_ACCESS_TOKEN')}.`,
    }
  return {
    state: 'attention',
    what: html`This is not the live shop (NODE_ENV is not production), and no testing code holds: nothing is reported.`,
    todo: html`To try it out, copy a code from the test tab of Events Manager and ${settingsLink(visit, 'enter it as PIXEL_TESTING_CODE')}.`,
  }
}

const heldOf = ({ held }: Situation, visit: Visit): readonly Hindrance[] =>
  held.map(({ destination, since }) => ({
    state: 'bad',
    what: html`Meta refuses the access token of pixel ${pixelOf(destination)} since ${visit.words.when(since)}. Nothing is lost: events are held.`,
    todo: html`Make a new token for the pixel’s system user and ${settingsLink(visit, 'enter it as PIXEL_ACCESS_TOKEN')}; what is held goes out within seconds.`,
  }))

const leftOf = ({ left }: Situation, visit: Visit): readonly Hindrance[] =>
  left.map(({ destination, retryAfterMs }) => ({
    state: 'attention',
    what: html`Meta did not answer for pixel ${pixelOf(destination)} several times in a row. Events are kept meanwhile.`,
    todo: html`Nothing to do: it is tried again ${retryAfterMs > 0 ? visit.words.when(visit.now + retryAfterMs) : 'now'}.`,
  }))

function testsOf(
  { configuration: { account }, testingEndsAt }: Situation,
  visit: Visit,
): readonly Hindrance[] {
  if (account?.testingCode === undefined) return []
  const end =
    testingEndsAt === undefined ? 'It never ends by itself' : html`It ends ${visit.words.when(testingEndsAt)}`
  return [
    {
      state: 'attention',
      what: html`A testing code is set: events show in Events Manager’s test tab, where Meta counts them as well, and none is sent again by itself.`,
      todo: html`${end}; when the tests are done, ${settingsLink(visit, 'take PIXEL_TESTING_CODE away')}.`,
    },
  ]
}
