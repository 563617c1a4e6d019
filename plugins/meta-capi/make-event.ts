/** Making an event: the controller's data and the captured context, as Meta takes it. */

import { sourceUrlOf } from './browser/source-url.js'
import type { Configuration } from './configuration.js'
import {
  type ActionSource,
  actionSources,
  type Context,
  type Envelope,
  type LimitedDataUse,
} from './contract.js'
import { hasEnoughUserData } from './enough-user-data.js'
import { eventJson } from './event-json.js'
import { appDataOf, messagingChannelOf } from './events/app-data.js'
import { readCustomData } from './events/custom-data.js'
import type { EventDefinition } from './events/event.js'
import { Reader, Refusal } from './events/reader.js'
import { shortened } from './events/shortened.js'
import { mergeUser } from './merge-user.js'
import { segmentationOf } from './segmentation.js'
import type { UserDataInput } from './user-data/index.js'

export interface MadeEvent {
  readonly occurredAt: number
  readonly sendUntil: number
  /** The event as JSON; it is sent byte by byte. */
  readonly body: string
  readonly customData: Readonly<Record<string, unknown>>
  /** Names of what was left out; never values. */
  readonly leftOut: readonly string[]
}

const dayMs = 86_400_000
// Meta refuses what is older than seven days, with its whole batch; a purchase in a shop of bricks may be 62 days old.
// An hour is left for the way.
const oldestMs = 7 * dayMs - 3_600_000
const oldestInStoreMs = 62 * dayMs - 3_600_000
const mostAheadMs = 60_000
const limitBodyBytes = 64 * 1024

/** Throws a Refusal where it cannot become an event. */
export function makeEvent<Input extends Envelope>(
  definition: EventDefinition<Input>,
  input: Input,
  eventId: string,
  context: Context,
  configuration: Configuration,
  now: number,
): MadeEvent {
  const reader = new Reader(configuration)
  const { customData, user } = definition.make(input, reader)
  const actionSource = actionSourceOf(input)
  const oldest = actionSource === 'physical_store' ? oldestInStoreMs : oldestMs
  const occurredAt = timeOf(input.eventTime, now, oldest)
  const userData = mergeUser(context.user, toldOf(user, input), configuration, reader)
  if (!hasEnoughUserData(userData)) throw new Refusal('user')
  const whole = input.custom
    ? { ...readCustomData(input.custom, reader), ...defined(customData) }
    : customData
  const segmentation = segmentationOf(input, reader)
  const inEvent = configuration.settings.SEGMENTATION_PLACE === 'event'
  const limited = limitedDataUse(input.limitedDataUse, configuration, reader)
  const own = {
    event_name: definition.name,
    event_time: Math.floor(occurredAt / 1_000),
    event_id: eventId,
    action_source: actionSource,
    event_source_url: pageOf(input, context, configuration, actionSource),
    referrer_url: context.referrer,
    opt_out: input.optOut === true ? true : undefined,
    customer_segmentation: inEvent ? segmentation : undefined,
    data_processing_options: limited?.data_processing_options,
    data_processing_options_country: limited?.data_processing_options_country,
    data_processing_options_state: limited?.data_processing_options_state,
    app_data: appDataOf(input, reader),
    messaging_channel: messagingChannelOf(input, reader),
  }
  let body = ''
  const custom = shortened(whole, reader, (some) => {
    const made = eventJson({
      own,
      user: userData,
      custom: segmentation && !inEvent ? { ...some, customer_segmentation: segmentation } : some,
    })
    const fits = Buffer.byteLength(made) <= limitBodyBytes
    if (fits) body = made
    return fits
  })
  return { occurredAt, sendUntil: occurredAt + oldest, body, customData: custom, leftOut: reader.leftOut }
}

const nothing: UserDataInput = {}

/** What this call knows of the shopper: the event's own part, the envelope's, and its subscription. */
function toldOf(
  user: Readonly<Record<string, unknown>> | undefined,
  { user: told = nothing, subscriptionId }: Envelope,
): UserDataInput {
  if (user === undefined && subscriptionId === undefined) return told
  return { ...user, ...told, ...(subscriptionId !== undefined && { subscriptionId }) }
}

function actionSourceOf({ actionSource = 'website' }: Envelope): ActionSource {
  if (actionSources.includes(actionSource)) return actionSource
  throw new Refusal('actionSource')
}

/** A clock that runs ahead is brought back; what is too old for Meta cannot become an event. */
function timeOf(time: Date | number | undefined, now: number, oldest: number): number {
  if (time === undefined || time === null) return now
  const at = time instanceof Date ? time.getTime() : typeof time === 'number' ? time * 1_000 : Number.NaN
  if (!Number.isFinite(at) || at < now - oldest || at > now + dayMs) throw new Refusal('eventTime')
  return at > now + mostAheadMs ? now : at
}

/** Meta wants one of every event of a website; a webhook's own address is none. */
function pageOf(
  { eventSourceUrl }: Envelope,
  { sourceUrl }: Context,
  { shopAddress }: Configuration,
  actionSource: ActionSource,
): string | undefined {
  if (actionSource !== 'website') return eventSourceUrl && sourceUrlOf(eventSourceUrl, shopAddress)
  return (eventSourceUrl && sourceUrlOf(eventSourceUrl, shopAddress)) || sourceUrl || shopAddress
}

function limitedDataUse(
  told: LimitedDataUse | null | undefined,
  { settings }: Configuration,
  reader: Reader,
) {
  const isTold = told !== undefined && told !== null
  if (!(isTold ? told !== false : settings.LIMITED_DATA_USE)) return undefined
  const usual = { country: settings.LIMITED_DATA_USE_COUNTRY, state: settings.LIMITED_DATA_USE_STATE }
  const { country, state } = !isTold || told === true ? usual : placeOf(told, reader)
  return {
    data_processing_options: ['LDU'],
    data_processing_options_country: country,
    data_processing_options_state: state,
  }
}

/** By Meta's numbers; of what is none of them Meta finds the place itself, and the event is limited all the same. */
function placeOf(told: Exclude<LimitedDataUse, boolean> | false, reader: Reader) {
  const { country, state } = Object(told) as { readonly country?: unknown; readonly state?: unknown }
  const isCountry = country === 0 || country === 1
  const isState = state === 0 || (Number.isInteger(state) && Number(state) >= 1_000 && Number(state) <= 1_013)
  if (isCountry && isState) return { country, state }
  reader.leaveOut('limitedDataUse')
  return { country: 0, state: 0 }
}

function defined(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name in data) if (data[name] !== undefined) kept[name] = data[name]
  return kept
}
