/** The connection test that leaves no trace: an event too old to be taken, which Meta refuses only after it let us in. */
import { type Finding, randomToken, type Values } from '../../src/kernel.js'
import type { Account } from './configuration.js'
import { batchBody } from './delivery/batch-body.js'
import { readAnswer } from './delivery/exchange.js'
import type { FACEBOOK_CONVERSION } from './settings.js'
import type { MetaState } from './state.js'

const eightDaysMs = 8 * 86_400_000
// "The event is older than seven days": whoever hears it may send.
const tooOld = 2804003

export async function checkLive(
  { host, sender }: MetaState,
  { pixelId, token }: Account,
  settings: Values<typeof FACEBOOK_CONVERSION>,
): Promise<Finding> {
  const event = {
    event_name: 'PageView',
    event_time: Math.floor((host.clock.now() - eightDaysMs) / 1_000),
    event_id: `doctor.${randomToken()}`,
    action_source: 'system_generated',
    user_data: { external_id: ['0'.repeat(64)] },
  }
  const answered = readAnswer(
    await sender.post({
      pixelId,
      token,
      version: settings.GRAPH_VERSION,
      body: batchBody([JSON.stringify(event)], undefined),
      timeoutMs: settings.TIMEOUT * 1_000,
      connectTimeoutMs: settings.CONNECT_TIMEOUT * 1_000,
    }),
  )
  const subject = 'Meta'
  if (answered.kind !== 'answered') {
    return {
      state: 'bad',
      subject,
      message: `The Graph API does not answer (${answered.reason}).`,
      advice: 'Check that this machine may reach graph.facebook.com on port 443.',
    }
  }
  const { verdict } = answered
  if (verdict.subcode === tooOld)
    return { state: 'good', subject, message: `The token may send events to pixel ${pixelId}.` }
  const told = [verdict.code, verdict.subcode].filter((part) => part !== undefined).join('/') || 'no number'
  return {
    state: 'bad',
    subject,
    message: `Meta answers ${verdict.class} (${told}).`,
    advice: adviceFor[verdict.class],
  }
}

const adviceFor = {
  accepted: 'It took an event that it should have refused: tell us, with the version of the Graph API.',
  event: 'It refuses the test event for another reason than its age: tell us the number.',
  repair: 'It refuses the test event for another reason than its age: tell us the number.',
  credentials:
    'Check PIXEL_ID, and that the token’s system user may use this pixel; make a new token if in doubt.',
  throttled: 'Too many calls were made; try again in an hour.',
  transient: 'Meta has a fault of its own; try again later.',
  configuration: 'Set FACEBOOK_CONVERSION.GRAPH_VERSION to a version that Meta supports.',
} as const
