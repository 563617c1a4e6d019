/** What the Graph API asks of one event, as a table in the order in which it is looked at. */
import { contentsFault } from './contents-rule.js'
import { deliveries, type Fault, type Fields, isAmount, isFields, isGiven, isText } from './fields.js'
import { saysEnough } from './user-data-rule.js'

/** Answers what is wrong; `user` and `custom` are the event's own, empty where it has none. */
type Rule = (event: Fields, user: Fields, custom: Fields, nowSeconds: number) => Fault | undefined

const daySeconds = 86_400
const oldestDays = 7
// Shops report what was bought over the counter in bulk, later.
const oldestInStoreDays = 62

const actionSources: ReadonlySet<unknown> = new Set(
  'email website app phone_call chat physical_store system_generated business_messaging other'.split(' '),
)

const segmentations: ReadonlySet<unknown> = new Set([
  ...['new_customer_to', 'existing_customer_to'].flatMap((kind) =>
    ['business', 'business_line', 'product_area', 'medium'].map((what) => `${kind}_${what}`),
  ),
  'customer_in_loyalty_program',
])

const rules: readonly Rule[] = [
  ({ event_name: name }) =>
    isText(name) ? undefined : { refusal: isGiven(name) ? 'unknownValue' : 'missing', path: ['event_name'] },
  ({ event_time: time }) => {
    if (!isGiven(time)) return { refusal: 'missing', path: ['event_time'] }
    return Number.isInteger(time) ? undefined : { refusal: 'notWhole', path: ['event_time'] }
  },
  ({ event_time: time, action_source: source }, _user, _custom, now) => {
    const days = source === 'physical_store' ? oldestInStoreDays : oldestDays
    return now - Number(time) > days * daySeconds ? { refusal: 'tooOld', path: ['event_time'] } : undefined
  },
  ({ action_source: source }) => {
    if (!isGiven(source)) return { refusal: 'missing', path: ['action_source'] }
    return actionSources.has(source) ? undefined : { refusal: 'unknownValue', path: ['action_source'] }
  },
  ({ event_id: id }) =>
    !isGiven(id) || isText(id) || Number.isInteger(id)
      ? undefined
      : { refusal: 'unknownValue', path: ['event_id'] },
  ({ user_data: user }) => (isFields(user) ? undefined : { refusal: 'missing', path: ['user_data'] }),
  (_event, user) => (saysEnough(user) ? undefined : { refusal: 'unknownPerson', path: ['user_data'] }),
  (_event, { fbc }) =>
    !isGiven(fbc) || (isText(fbc) && /^fb\.\d+\.\d+\.\S+$/.test(fbc))
      ? undefined
      : { refusal: 'badFbc', path: ['user_data', 'fbc'] },
  (_event, { lead_id: lead }) =>
    !isGiven(lead) || /^\d{15,17}$/.test(String(lead))
      ? undefined
      : { refusal: 'badLeadId', path: ['user_data', 'lead_id'] },
  ({ custom_data: custom }) =>
    !isGiven(custom) || isFields(custom) ? undefined : { refusal: 'unknownValue', path: ['custom_data'] },
  ({ event_name: name }, _user, { value }) =>
    name === 'Purchase' && !isGiven(value)
      ? { refusal: 'noValue', path: ['custom_data', 'value'] }
      : undefined,
  ({ event_name: name }, _user, { currency }) =>
    name === 'Purchase' && !isGiven(currency)
      ? { refusal: 'noCurrency', path: ['custom_data', 'currency'] }
      : undefined,
  (_event, _user, { value }) =>
    !isGiven(value) || isAmount(value)
      ? undefined
      : { refusal: 'unknownValue', path: ['custom_data', 'value'] },
  (_event, _user, { currency }) =>
    !isGiven(currency) || (isText(currency) && /^[a-z]{3}$/i.test(currency))
      ? undefined
      : { refusal: 'unknownValue', path: ['custom_data', 'currency'] },
  (_event, _user, { delivery_category: delivery }) =>
    !isGiven(delivery) || deliveries.has(delivery)
      ? undefined
      : { refusal: 'unknownValue', path: ['custom_data', 'delivery_category'] },
  (_event, _user, { contents }) => contentsFault(contents),
  // The documentation has it in one place and its example in the other.
  ({ customer_segmentation: own }) => segmentFault(own, ['customer_segmentation']),
  (_event, _user, { customer_segmentation: own }) =>
    segmentFault(own, ['custom_data', 'customer_segmentation']),
  ({ action_source: source, event_name: name }) =>
    source === 'business_messaging' && name === 'Lead'
      ? { refusal: 'badMessagingName', path: ['event_name'] }
      : undefined,
  ({ action_source: source, messaging_channel: channel }, { page_id: page }) =>
    source === 'business_messaging' && channel === 'messenger' && !isGiven(page)
      ? { refusal: 'noPageId', path: ['user_data', 'page_id'] }
      : undefined,
]

/** What is first found wrong with an event; undefined where it can be taken. */
export function faultOf(event: unknown, nowSeconds: number): Fault | undefined {
  if (!isFields(event)) return { refusal: 'unknownValue', path: [] }
  const user = isFields(event.user_data) ? event.user_data : {}
  const custom = isFields(event.custom_data) ? event.custom_data : {}
  for (const rule of rules) {
    const fault = rule(event, user, custom, nowSeconds)
    if (fault) return fault
  }
  return undefined
}

function segmentFault(value: unknown, path: readonly string[]): Fault | undefined {
  return !isGiven(value) || segmentations.has(value) ? undefined : { refusal: 'unknownValue', path }
}
