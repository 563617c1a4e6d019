/** The golden feeds: what the platforms accept, byte for byte; a change here is a change of every merchant's feed. */
import { describe, expect, test } from 'vitest'
import { channels } from '../../../feeds/channels/index.js'
import type { Finding } from '../../../feeds/engine/finding.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { goldenProducts } from '../../support/golden-products.js'
import { shopTexts, viewOf } from '../../support/view.js'

describe.each(channels)('$name', (channel) => {
  const writer = createItemWriter(channel, viewOf({ idPrefix: 'a_' }), shopTexts)
  const findings: Finding[] = []
  const written = goldenProducts.map((product) => writer.write(product, (finding) => findings.push(finding)))

  test('gives the golden feed', async () => {
    const items = written.filter((item) => item !== undefined)
    const feed = writer.head + items.join('') + writer.tail
    await expect(feed).toMatchFileSnapshot(`../../golden/${channel.name}.xml`)
  })

  test('says what it left out or told otherwise', async () => {
    const lines = findings.map(({ productId, effect, reason, field, detail = '' }) =>
      [productId, effect, reason, field, detail].join(' | ').trimEnd(),
    )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`../../golden/${channel.name}.findings.txt`)
  })
})
