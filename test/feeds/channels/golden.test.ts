/** The golden feeds: what the platforms accept, byte for byte; a change here is a change of every merchant's feed. */
import { describe, expect, test } from 'vitest'
import { channels } from '../../../feeds/channels/index.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { goldenProducts } from '../../support/golden-products.js'
import { shopTexts, viewOf } from '../../support/view.js'

const left = {
  'google-merchant': [
    ['free', 'ITEM_PRICE_NOT_POSITIVE', 'g:price'],
    ['dollars', 'NO_EXCHANGE_RATE', 'g:price'],
    [`${'x'.repeat(51)}`, 'ID_TOO_LONG', 'g:id'],
  ],
  'facebook-catalog': [
    ['no-identifier', 'EMPTY_BRAND', 'g:brand'],
    ['only-webp', 'EMPTY_IMAGE_URL', 'g:image_link'],
    ['free', 'ITEM_PRICE_NOT_POSITIVE', 'g:price'],
    ['dollars', 'NO_EXCHANGE_RATE', 'g:price'],
  ],
} as const

describe.each(channels)('$name', (channel) => {
  const writer = createItemWriter(channel, viewOf({ idPrefix: 'a_' }), shopTexts)
  const written = goldenProducts.map((product) => writer.write(product))

  test('gives the golden feed', async () => {
    const items = written.filter((it) => typeof it === 'string')
    const feed = writer.head + items.join('') + writer.tail
    await expect(feed).toMatchFileSnapshot(`../../golden/${channel.name}.xml`)
  })

  test('leaves out these products for these reasons', () => {
    const omitted = written.filter((it) => typeof it !== 'string')
    expect(omitted.map((it) => [it.productId, it.reason, it.field])).toEqual(
      left[channel.name as keyof typeof left],
    )
  })
})
