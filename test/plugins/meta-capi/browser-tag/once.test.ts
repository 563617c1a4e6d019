import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { browserTag } from '../../../../plugins/meta-capi/browser-tag/index.js'

const purchase = { name: 'Purchase', eventId: 'purchase.1', customData: { value: 1 }, isOnce: true }
const view = { name: 'ViewContent', eventId: 'ViewContent.x' }

/** Opens a page with these events in a browser that remembers `storage`; answers what it tells the pixel. */
function opened(events: readonly (typeof purchase | typeof view)[], storage: unknown): readonly string[] {
  const told: string[] = []
  const script = browserTag({ pixelId: '1234567890', events }).replace(/<\/?script[^>]*>/g, '')
  const fbq = (...call: readonly string[]) => call[0] === 'init' || told.push(call[1] ?? '')
  runInNewContext(script, { window: { fbq }, fbq, document: {}, localStorage: storage })
  return told
}

function memory() {
  const kept = new Map<string, unknown>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: unknown) => kept.set(key, value),
  }
}

test('a browser tells an order once, however often its thank-you page is opened', () => {
  const storage = memory()
  expect(opened([purchase, view], storage)).toEqual(['Purchase', 'ViewContent'])
  expect(opened([purchase, view], storage)).toEqual(['ViewContent'])
})

test('a browser that keeps nothing tells it all the same', () => {
  const forbidden = {
    getItem: () => {
      throw new Error('storage is off')
    },
  }
  expect(opened([purchase], forbidden)).toEqual(['Purchase'])
  expect(opened([purchase], undefined)).toEqual(['Purchase'])
})
