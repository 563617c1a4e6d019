/** What `storecast doctor` says of the events. */
import type { CheckDepth, Finding } from '../../src/kernel.js'
import { checkLive } from './live-check.js'
import type { MetaState } from './state.js'

export async function checkEvents(
  state: MetaState,
  store: string,
  depth: CheckDepth,
): Promise<readonly Finding[]> {
  const { host, configurations } = state
  const { account, whyOff, settings } = await configurations.read(store)
  if (account === undefined) return [off(whyOff ?? '', settings)]
  const findings: Finding[] = [
    account.testingCode === undefined
      ? good(`Events are reported to pixel ${account.pixelId}.`)
      : {
          state: 'attention',
          subject: 'events',
          message: `Events go to pixel ${account.pixelId} as tests, and none is reported.`,
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
  if (waiting > 0) findings.push(good(`${waiting} events wait to be sent.`))
  if (dead > 0) {
    findings.push({
      state: 'attention',
      subject: 'events',
      message: `${dead} events were given up.`,
      advice: 'storecast events list --state dead',
    })
  }
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
  let [waiting, dead] = [0, 0]
  for (const { state, count } of await host.outbox.counts(store)) {
    if (state === 'waiting' || state === 'sending') waiting += count
    if (state === 'dead') dead += count
  }
  return { waiting, dead }
}
