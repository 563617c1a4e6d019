import { describe, expect, test } from 'vitest'
import { channelMistakes, soundChannels } from '../../feeds/channel-mistakes.js'
import { facebookCatalog } from '../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../feeds/channels/google-merchant.js'
import { extendChannel, optional, parts } from '../../feeds/engine/channel.js'

const read = () => 'text'
const withField = (field: unknown) => [{ ...googleMerchant, fields: [field] }]
const told = (channels: unknown) =>
  channelMistakes(channels).map(({ path, message }) => [path.at(-1), message])

test('the channels there are have none', () => {
  expect(channelMistakes([googleMerchant, facebookCatalog])).toEqual([])
  expect(soundChannels([googleMerchant, facebookCatalog])).toHaveLength(2)
})

describe('a list of channels is refused where', () => {
  test.each<[string, unknown, RegExp]>([
    ['it is none', googleMerchant, /^must be a list/],
    ['it is empty', [], /^is empty/],
    ['an entry is a name', ['google-merchant'], /^is no channel/],
    ['a name would be no part of an address', [{ ...googleMerchant, name: 'Mine/2' }], /^needs a name/],
    ['a title is missing', [{ ...googleMerchant, title: ' ' }], /^needs a title/],
    ['a code would be no part of a setting', [{ ...googleMerchant, code: 'A-B' }], /^needs a code/],
    ['a field does not read', withField({ name: 'g:id', kind: 'line' }), /^g:id is no field/],
    ['a field has no name', withField({ read, kind: 'line' }), /^field 1 is no field/],
    [
      'a field has a strange kind',
      withField({ name: 'g:id', kind: 'html', read }),
      /^g:id needs a kind: line,/,
    ],
    [
      'a field is no element',
      withField(optional('g:my id', { kind: 'line', read })),
      /"g:my id" is no name of XML/,
    ],
    ['a prefix is unknown', withField(optional('x:id', { kind: 'line', read })), /"x:id" is no name of XML/],
    [
      'a part is no element',
      withField(parts('g:tax', 1, [{ name: '', kind: 'line' }], read)),
      /"" is no name/,
    ],
    ['a field of parts has none', withField(parts('g:tax', 1, [], read)), /^g:tax needs its parts/],
  ])('%s', (_, channels, message) => {
    expect(told(channels)).toEqual([[expect.anything(), expect.stringMatching(message)]])
    if (Array.isArray(channels)) expect(soundChannels(channels)).toEqual([])
  })

  test('two channels share a name, or a code', () => {
    const own = extendChannel(googleMerchant, { name: 'mine', code: 'GOOGLE' })
    expect(told([googleMerchant, facebookCatalog, googleMerchant, own])).toEqual([
      [2, expect.stringMatching(/name google-merchant is in the list already/)],
      [3, expect.stringMatching(/google-merchant has the code GOOGLE already: give mine a code of its own/)],
    ])
  })
})
