/** Registry group FACEBOOK_CONVERSION: whose pixel gets the events, and how. */
import {
  choice,
  defineGroup,
  digits,
  flag,
  optionalCountry,
  optionalText,
  pattern,
  secret,
  signingKeys,
  whole,
} from '../../src/kernel.js'

export const FACEBOOK_CONVERSION = defineGroup('FACEBOOK_CONVERSION', {
  ENABLED: flag('Whether events are reported at all.', true),
  PIXEL_ID: digits('The pixel (dataset) that gets the events; Events Manager shows its number.'),
  PIXEL_ACCESS_TOKEN: secret('The access token of a system user who may send events to the pixel.'),
  PIXEL_TESTING_CODE: optionalText(
    'A code from Events Manager’s test tab: events go there, count as tests, and are not sent again by themselves.',
    60,
  ),
  TESTING_CODE_HOURS: whole(
    'A testing code that was set longer ago counts as absent; 0 lets it stay.',
    24,
    0,
    8_760,
  ),
  GRAPH_VERSION: pattern(
    'The version of the Graph API.',
    'v26.0',
    /^v\d{1,3}\.\d$/,
    'must be a version of the Graph API, as v26.0',
  ),
  DELIVERY: choice(
    'outbox: events are sent by the worker. direct: each is tried right after its response, and the outbox takes over.',
    'outbox',
    ['outbox', 'direct'],
  ),
  TIMEOUT: whole('Seconds for one answer.', 5, 1, 20),
  CONNECT_TIMEOUT: whole('Seconds for a connection.', 3, 1, 10),
  CONSENT: choice('What holds for a shopper of whom the shop says nothing.', 'granted', [
    'granted',
    'pending',
    'denied',
  ]),
  CONSENT_WAIT_HOURS: whole(
    'How long an event waits for the shopper’s decision before it is erased.',
    48,
    1,
    160,
  ),
  LIMITED_DATA_USE: flag('Whether Meta may use every event in a limited way only.', false),
  LIMITED_DATA_USE_COUNTRY: whole('1 for the United States; 0 lets Meta find out.', 0, 0, 1),
  LIMITED_DATA_USE_STATE: whole(
    'Meta’s number of the state, 1000 to 1013; 0 lets Meta find out.',
    0,
    0,
    1_099,
  ),
  DROP_BOTS: flag('Whether events of crawlers and prefetches are dropped.', true),
  COOKIES: flag('Whether _fbp and _fbc are set as cookies of the shop.', true),
  DEFAULT_COUNTRY: optionalCountry(
    'The country of phone numbers and postal codes that name none; the shop’s unless set.',
  ),
  SEGMENTATION_PLACE: choice(
    'Where the customer segmentation stands: Meta’s text says in the event, its example in the custom data.',
    'event',
    ['event', 'custom_data'],
  ),
  HOOK_KEYS: signingKeys('Keys that sign calls of /hooks/meta.'),
})
