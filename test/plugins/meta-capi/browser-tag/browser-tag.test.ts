import { createContext, runInContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { type BrowserTag, browserTag } from '../../../../plugins/meta-capi/browser-tag/index.js'
import { standardNames } from '../../../../plugins/meta-capi/browser-tag/standard-names.js'
import { hostileText } from '../../../support/hostile-text.js'
import fc from '../../../support/property.js'

const purchase = {
  name: 'Purchase',
  eventId: 'purchase.4711',
  customData: { value: 12.5, currency: 'EUR', contents: [{ id: 'a', quantity: 1 }] },
}

const tag = (over: Partial<BrowserTag> = {}) => browserTag({ pixelId: '123', events: [purchase], ...over })

interface Window {
  fbq: { queue: ArrayLike<unknown>[]; [name: string]: unknown }
  dataLayer?: unknown
  [name: string]: unknown
}

/** Runs scripts one after another, as a page would before the pixel has come. */
function run(...tags: readonly string[]): { window: Window; scripts: Record<string, unknown>[] } {
  const scripts: Record<string, unknown>[] = []
  const window = {} as Window
  window.window = window
  window.document = {
    currentScript: { nonce: 'the nonce' },
    head: { append: (script: Record<string, unknown>) => scripts.push(script) },
    createElement: () => ({}),
  }
  createContext(window)
  for (const text of tags) runInContext(text.replace(/^<script[^>]*>|<\/script>$/g, ''), window)
  return { window, scripts }
}

/** What `fbq` was called with, without the prototypes of the other realm. */
const calls = (...tags: readonly string[]): unknown[][] =>
  JSON.parse(JSON.stringify(run(...tags).window.fbq.queue.map((each) => Array.from(each))))

describe('the pixel is told', () => {
  test('which pixel it is, and each event under the server’s id', () => {
    const search = { name: 'Search', eventId: 'search.1', customData: { search_string: 'wool' } }
    expect(calls(tag({ events: [purchase, search] }))).toEqual([
      ['init', '123'],
      ['track', 'Purchase', purchase.customData, { eventID: 'purchase.4711' }],
      ['track', 'Search', { search_string: 'wool' }, { eventID: 'search.1' }],
    ])
  })

  test('of names that are not Meta’s as custom events', () => {
    const own = { name: 'WishPrinted', eventId: 'x.1' }
    expect(calls(tag({ events: [own] })).at(-1)).toEqual([
      'trackCustom',
      'WishPrinted',
      {},
      { eventID: 'x.1' },
    ])
    for (const name of standardNames)
      expect(calls(tag({ events: [{ name, eventId: 'x' }] })).at(-1)?.[0]).toBe('track')
    expect(standardNames.size).toBe(18)
  })

  test('who the shopper is, where the page may say so', () => {
    expect(calls(tag({ userData: { external_id: 'ab12' } }))[0]).toEqual([
      'init',
      '123',
      { external_id: 'ab12' },
    ])
  })

  test('of an event that stands there twice once', () => {
    expect(calls(tag({ events: [purchase, { ...purchase }, { ...purchase, name: 'Lead' }] }))).toHaveLength(3)
  })

  test('once which pixel it is, by several tags on one page', () => {
    const second = tag({ events: [{ name: 'Lead', eventId: 'lead.1' }] })
    expect(calls(tag(), second).map(([call, name]) => [call, name])).toEqual([
      ['init', '123'],
      ['track', 'Purchase'],
      ['track', 'Lead'],
    ])
    expect(run(tag(), second).scripts).toHaveLength(1)
    expect(calls(tag(), tag({ pixelId: '456', events: [] })).at(-1)).toEqual(['init', '456'])
  })
})

describe('the function that stands in for the pixel', () => {
  test('is what the pixel looks for', () => {
    const { window, scripts } = run(tag())
    const { fbq, _fbq } = window
    expect({ ...fbq, queue: fbq.queue.length }).toMatchObject({
      push: fbq,
      loaded: true,
      version: '2.0',
      queue: 2,
    })
    expect(_fbq).toBe(fbq)
    expect(scripts).toEqual([
      { nonce: 'the nonce', async: true, src: 'https://connect.facebook.net/en_US/fbevents.js' },
    ])
  })

  test('leaves the queue as soon as the pixel takes calls by itself', () => {
    const { window } = run(tag({ events: [] }))
    const taken: unknown[] = []
    window.fbq.callMethod = (...args: unknown[]) => taken.push(args)
    runInContext('fbq("track","Lead")', window)
    expect([taken, window.fbq.queue.length]).toEqual([[['track', 'Lead']], 1])
  })

  test('does not replace one that a shop’s own tag has made', () => {
    const own = '<script>window.fbq=Object.assign((...a)=>window.fbq.queue.push(a),{queue:[]})</script>'
    const { window, scripts } = run(own, tag())
    expect([window.fbq.queue.length, scripts]).toEqual([2, []])
  })
})

describe('there is no tag', () => {
  test.each(['pending', 'denied'] as const)('while consent is %s', (consent) => {
    expect(tag({ consent })).toBe('')
  })

  test.each(['', 'TBD', '12a', '1"),alert(1)//', '12\n', '１２', '1'.repeat(21)])(
    'for a pixel %j',
    (pixelId) => {
      expect(tag({ pixelId })).toBe('')
    },
  )
})

describe('tag managers', () => {
  test('get name and id of each event, and none of its data', () => {
    const { window } = run(
      tag({ dataLayer: true }),
      tag({ dataLayer: true, events: [{ name: 'Lead', eventId: 'l' }] }),
    )
    expect(JSON.parse(JSON.stringify(window.dataLayer))).toEqual([
      { event: 'storecast', event_name: 'Purchase', event_id: 'purchase.4711' },
      { event: 'storecast', event_name: 'Lead', event_id: 'l' },
    ])
  })

  test('get nothing unless asked for', () => {
    expect(run(tag()).window).not.toHaveProperty('dataLayer')
  })
})

describe('whatever the texts hold', () => {
  test('they arrive as they were, and nothing ends the script', () => {
    const key = hostileText.filter((text) => text !== '__proto__')
    fc.assert(
      fc.property(
        hostileText,
        hostileText,
        fc.dictionary(
          key,
          fc.oneof(hostileText, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
        ),
        (name, eventId, customData) => {
          const text = tag({ events: [{ name, eventId, customData }], dataLayer: true })
          expect(text.match(/<|\u2028|\u2029/g)).toEqual(['<', '<'])
          const [, call] = calls(text)
          expect(call?.slice(1)).toEqual(JSON.parse(JSON.stringify([name, customData, { eventID: eventId }])))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a key that would set a prototype is left out', () => {
    const customData = JSON.parse('{"__proto__":{"a":1},"b":2}')
    expect(calls(tag({ events: [{ name: 'Lead', eventId: 'l', customData }] })).at(-1)?.[2]).toEqual({ b: 2 })
  })

  test('the nonce stays in its attribute, and the address of the script in its text', () => {
    expect(tag({ nonce: '"><img src=x>&' })).toContain('<script nonce="&quot;>&lt;img src=x>&amp;">')
    expect(run(tag({ scriptUrl: 'http://127.0.0.1/"</script>' })).scripts[0]?.src).toBe(
      'http://127.0.0.1/"</script>',
    )
    expect(tag({ scriptUrl: '</script>' }).match(/<\/script>/g)).toHaveLength(1)
  })
})
