import { expect, test } from 'vitest'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import { itemFields } from '../../../feeds/pages/item-fields.js'
import { anyProduct } from '../../support/any-product.js'
import { parseFeed } from '../../support/feed.js'
import fc from '../../support/property.js'
import { fateOf, writerFor } from '../../support/watched-build.js'

test.each([googleMerchant, facebookCatalog])(
  'the fields of any item of $name are read as a parser reads them',
  async (channel) => {
    const writer = writerFor(channel)
    const names = ['g:id', 'g:title', 'g:image_link', 'g:price', 'g:sale_price', 'g:availability', 'g:brand']
    await fc.assert(
      fc.asyncProperty(anyProduct, async (product) => {
        const { item } = fateOf(writer, product)
        if (item === undefined) return
        const { items } = await parseFeed(writer.head + item + writer.tail)
        const fields = itemFields(item)
        for (const name of names) expect(fields.get(name)?.trim(), name).toBe(items[0]?.[name]?.trim())
      }),
      { numRuns: 200 },
    )
  },
)

test('a field with others in it is none of the texts', () => {
  const item = `    <item>
      <g:id>a&lt;b &amp;amp; c</g:id>
      <g:shipping>
        <g:country>DE</g:country>
      </g:shipping>
      <g:link>one</g:link>
      <g:link>two</g:link>
      <g:description>two
lines</g:description>
    </item>
`
  expect([...itemFields(item)]).toEqual([
    ['g:id', 'a<b &amp; c'],
    ['g:link', 'one'],
    ['g:description', 'two\nlines'],
  ])
})
