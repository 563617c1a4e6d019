/** What `storecast doctor` says of the events. */
import type { BacklogCount, CheckDepth, Finding } from '../../src/kernel.js'
import { contentMatch } from './content-match.js'
import { checkLive } from './live-check.js'
import type { MetaState } from './state.js'

export async function checkEvents(
  state: MetaState,
  store: string,
  depth: CheckDepth,
): Promise<readonly Finding[]> {
  const { host, configurations } = state
  const { account, whyOff, settings, isRehearsal } = await configurations.read(store)
  if (account === undefined) return [off(whyOff ?? '', settings)]
  const findings: Finding[] = [
    account.testingCode === undefined
      ? good(
          isRehearsal
            ? 'Events go to a stand-in for Meta, for this is the demo.'
            : `Events are reported to pixel ${account.pixelId}.`,
        )
      : {
          state: 'attention',
          subject: 'events',
          message: `Events go to pixel ${account.pixelId} as tests, and none is sent again by itself.`,
          advice:
            'When the tests are done: storecast registry set FACEBOOK_CONVERSION PIXEL_TESTING_CODE --unset',
        },
  ]
  for (const { destination, since } of await host.outbox.held(store)) {
    findings.push({
      state: 'bad',
      subject: destination,
      message: `Nothing is sent since ${new Date(since).toISOString()}: Meta refused the credentials.`,
      advice: 'Set FACEBOOK_CONVERSION.PIXEL_ACCESS_TOKEN to a new token; what waits is sent then.',
    })
  }
  const { waiting, dead } = await waitingAndDead(state, store)
  if (waiting.count > 0) findings.push(good(`${told(waiting)} events wait to be sent.`))
  if (dead.count > 0) {
    findings.push({
      state: 'attention',
      subject: 'events',
      message: `${told(dead)} events were given up.`,
      advice: 'storecast events list --state dead',
    })
  }
  findings.push(...(await matched(state, store)))
  if (depth === 'live') findings.push(await checkLive(state, account, settings))
  return findings
}

const good = (message: string): Finding => ({ state: 'good', subject: 'events', message })

function off(
  why: string,
  { ENABLED, PIXEL_ID }: { ENABLED: boolean; PIXEL_ID: string | undefined },
): Finding {
  const key = !ENABLED ? 'ENABLED true' : PIXEL_ID === undefined ? 'PIXEL_ID <number>' : undefined
  return {
    state: 'attention',
    subject: 'events',
    message: `Events are not reported. ${why}`,
    ...(key !== undefined && { advice: `storecast registry set FACEBOOK_CONVERSION ${key}` }),
  }
}

async function waitingAndDead({ host }: MetaState, store: string) {
  const backlog = await host.outbox.backlog(store)
  const sumOf = (...states: readonly BacklogCount['state'][]) => {
    const counts = backlog.filter(({ state }) => states.includes(state))
    return {
      count: counts.reduce((sum, { count }) => sum + count, 0),
      isMore: counts.some(({ isMore }) => isMore),
    }
  }
  return { waiting: sumOf('waiting', 'sending'), dead: sumOf('dead') }
}

const told = ({ count, isMore }: { readonly count: number; readonly isMore: boolean }): string =>
  isMore ? `${count} or more` : String(count)

// A product that came or went since the last feed is no fault.
const goodShare = 0.95

async function matched(state: MetaState, store: string): Promise<readonly Finding[]> {
  const match = await contentMatch(state, store)
  if (!match || match.ids === 0) return []
  const { ids, standing, missing } = match
  const percent = Math.floor((standing / ids) * 100)
  const message = `${percent} % of the products in the last events stand in the last published feed (${standing} of ${ids}).`
  if (standing >= ids * goodShare) return [good(message)]
  return [
    {
      state: 'attention',
      subject: 'events',
      message: `${message} Not there: ${missing.join(', ')}.`,
      advice:
        'Give the hooks the catalog’s own id of a product, not its SKU, and let TRACKING.PRODUCT_ID_PREFIX_FACEBOOK set the prefix alone; storecast feed check facebook-catalog says which products the feed leaves out.',
    },
  ]
}
