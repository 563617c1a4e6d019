/** The stand-in's pages for the merchant, and the port that it opens late. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLateStandIn, type LateStandIn } from '../../../plugins/graph-stand-in/late.js'
import { receivedEventPage } from '../../../plugins/graph-stand-in/pages/received-event.js'
import { receivedEventsPage } from '../../../plugins/graph-stand-in/pages/received-events.js'
import { systemClock } from '../../../src/kernel/clock.js'
import { visitOf } from '../../support/visit.js'

const pixel = '0000000000000000'
const evil = '"><script>alert(1)</script>'

function standInOf(): LateStandIn {
  const standIn = createLateStandIn(systemClock)
  onTestFinished(() => standIn.close())
  return standIn
}

const purchase = (eventId: string, orderId = 'D1-A') => ({
  event_name: 'Purchase',
  event_time: Math.floor(Date.now() / 1_000),
  event_id: eventId,
  action_source: 'website',
  event_source_url: 'http://localhost/demo',
  user_data: { client_user_agent: 'a browser', fbp: 'fb.1.1700000000000.123' },
  custom_data: { currency: 'EUR', value: 12.5, order_id: orderId },
})

async function post(standIn: LateStandIn, data: readonly object[], to = pixel): Promise<number> {
  const answer = await fetch(`${await standIn.url()}/v26.0/${to}/events`, {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  })
  return answer.status
}

const listed = async (standIn: LateStandIn, store = 'default') =>
  String((await receivedEventsPage(standIn, pixel).show(visitOf({ store }))).body)

const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length

describe('the late stand-in', () => {
  test('opens no port before somebody asks where it is, one for all who ask, and none when it is closed', async () => {
    const before = servers()
    const standIn = createLateStandIn(systemClock)
    expect([servers(), standIn.received()]).toEqual([before, []])
    const [url, again] = await Promise.all([standIn.url(), standIn.url()])
    expect([again, servers()]).toEqual([url, before + 1])
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await standIn.close()
    await expect(fetch(url)).rejects.toThrow()
    await expect.poll(servers).toBe(before)
    await expect(standIn.url()).rejects.toThrow('closed')
  })

  test('closes without ever having been open', async () => {
    await expect(createLateStandIn(systemClock).close()).resolves.toBeUndefined()
  })
})

describe('the list of what came', () => {
  test('says what to do while there is nothing', async () => {
    expect(await listed(standInOf())).toContain('href="./demo"')
  })

  test('has the newest first, and tells a copy from what counts', async () => {
    const standIn = standInOf()
    expect(await post(standIn, [purchase('purchase.1')])).toBe(200)
    expect(await post(standIn, [purchase('purchase.2', 'D2-B'), purchase('purchase.1')])).toBe(200)
    const text = await listed(standIn)
    expect([...text.matchAll(/<code>(.*?)<\/code>/g)].map(([, id]) => id)).toEqual([
      'purchase.1',
      'purchase.2',
      'purchase.1',
    ])
    expect(text.match(/Counted/g)).toHaveLength(2)
    expect(text.match(/A copy/g)).toHaveLength(1)
    expect(text).toContain('D2-B')
  })

  test('shows fifty of many, and says how many there are', async () => {
    const standIn = standInOf()
    await post(
      standIn,
      Array.from({ length: 70 }, (_, at) => purchase(`purchase.${at}`)),
    )
    const text = await listed(standIn)
    expect(text.match(/<tr>/g)).toHaveLength(51)
    expect(text).toContain('50 of 70')
  })

  test('shows nothing to another store, and nothing of another pixel', async () => {
    const standIn = standInOf()
    await post(standIn, [purchase('purchase.1')])
    await post(standIn, [purchase('purchase.2')], '123')
    expect(await listed(standIn, 'acme')).not.toContain('purchase.1')
    expect(await listed(standIn)).not.toContain('purchase.2')
  })

  test('looks for news by itself', async () => {
    const view = await receivedEventsPage(standInOf(), pixel).show(visitOf())
    expect([view.title, view.liveSeconds]).toEqual(['Stand-in for Meta', 3])
  })
})

describe('one event', () => {
  const shown = (standIn: LateStandIn, place: string, store = 'default') =>
    receivedEventPage(standIn, pixel).show(visitOf({ store, params: { place } }))

  test('is shown to the letter, whatever is in it, and as text', async () => {
    const standIn = standInOf()
    const event = { ...purchase(evil, evil), event_name: 'Strange' }
    await post(standIn, [purchase('purchase.1'), event])
    const text = await listed(standIn)
    const [, place = ''] = /stand-in\/([\d-]+)"/.exec(text) ?? []
    const { body, title } = await shown(standIn, place)
    expect(title).toBe('Strange')
    const json = /<pre[^>]*><code>([\s\S]*)<\/code><\/pre>/.exec(String(body))?.[1] ?? ''
    const decoded = json.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
    expect(JSON.parse(decoded)).toEqual(event)
    for (const page of [text, String(body)]) expect(page).not.toContain('<script')
  })

  test.each(['1-7', '99-0', 'nonsense', '__proto__'])(
    'that is not there (%s) is told as missing',
    async (place) => {
      const standIn = standInOf()
      await post(standIn, [purchase('purchase.1')])
      await expect(shown(standIn, place)).rejects.toMatchObject({ code: 'EVENT_UNKNOWN', fault: 'missing' })
    },
  )

  test('of the first store is none of another one’s', async () => {
    const standIn = standInOf()
    await post(standIn, [purchase('purchase.1')])
    expect((await shown(standIn, '1-0')).title).toBe('Purchase')
    await expect(shown(standIn, '1-0', 'acme')).rejects.toMatchObject({ fault: 'missing' })
  })
})
