/** The family: no id twice, no parent among the items, no two variants alike, and how an item writer acts on it. */
import { describe, expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { facebookCatalog } from '../../../feeds/channels/facebook-catalog.js'
import { createFamily } from '../../../feeds/engine/family.js'
import type { Finding } from '../../../feeds/engine/finding.js'
import { groupsOf } from '../../../feeds/engine/groups.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { productWithId } from '../../support/product.js'
import { shopTexts, viewOf } from '../../support/view.js'

async function* lists(...groups: string[][]) {
  yield* groups
}

test('an id is claimed once, and a group’s never', async () => {
  const family = await createFamily({ groupIds: lists(['G'], ['H', 'G']), ignoresCase: false })
  expect(family.claim('A')).toBeUndefined()
  expect(family.claim('A')).toBe('DUPLICATE_ID')
  expect(family.claim('a')).toBeUndefined()
  expect(family.claim('G')).toBe('RETAILER_ID_USED_BY_GROUP')
  expect(family.claim('g')).toBeUndefined()
  expect([family.isGroup('H'), family.isGroup('h')]).toEqual([true, false])
})

test('capitals make no difference where the platform does not see it', async () => {
  const family = await createFamily({ groupIds: lists(['Gruppe']), ignoresCase: true })
  expect(family.claim('ÄRMEL-1')).toBeUndefined()
  expect(family.claim('ärmel-1')).toBe('DUPLICATE_ID')
  expect(family.claim('GRUPPE')).toBe('RETAILER_ID_USED_BY_GROUP')
})

test('what tells variants apart holds within a group', async () => {
  const family = await createFamily({ groupIds: lists(), ignoresCase: false })
  expect(family.standsOut('G', 'red')).toBe(true)
  expect(family.standsOut('G', 'Red')).toBe(false)
  expect(family.standsOut('H', 'red')).toBe(true)
})

describe('in a feed', () => {
  async function write(...products: Product[]) {
    const writer = createItemWriter(facebookCatalog, viewOf({ idPrefix: 'p_' }), shopTexts)
    // Without a list of its own, so that the groups are found among the products.
    const { groupIds: _list, ...catalog } = memoryCatalog(products)
    const signal = new AbortController().signal
    const options = { pageSize: 2, pageLimitMs: 1_000, signal }
    const groupIds = groupsOf(catalog, options, (id) => writer.groupIdOf(id))
    const family = await createFamily({ groupIds, ignoresCase: false })
    const findings: Finding[] = []
    const items = products.map((each) => writer.write(each, (finding) => findings.push(finding), family))
    return {
      items: items.flatMap((item) =>
        item === undefined
          ? []
          : [[...item.matchAll(/<g:(?:id|item_group_id)>([^<]*)/g)].map(([, id]) => id).join(' of ')],
      ),
      told: findings.map(({ productId, effect, reason, field }) => [productId, effect, reason, field]),
    }
  }

  const variant = (id: string, color?: string) => productWithId(id, { groupId: 'G', color })

  test('a parent is left out even where it comes before its variants', async () => {
    expect(await write(productWithId('G'), variant('G-1', 'red'), variant('G-2', 'blue'))).toEqual({
      items: ['p_G-1 of p_G', 'p_G-2 of p_G'],
      told: [['G', 'leftOut', 'RETAILER_ID_USED_BY_GROUP', 'g:id']],
    })
  })

  test('a product that is its own group, alone, is an item without a group', async () => {
    expect(await write(productWithId('G', { groupId: 'G' }))).toEqual({
      items: ['p_G'],
      told: [['G', 'dropped', 'RETAILER_ID_USED_BY_GROUP', 'g:item_group_id']],
    })
  })

  test('the second of two variants that nothing tells apart leaves the group', async () => {
    expect(await write(variant('1', 'red'), variant('2', ' Red '), variant('3', 'blue'))).toEqual({
      items: ['p_1 of p_G', 'p_2', 'p_3 of p_G'],
      told: [['2', 'dropped', 'VARIANT_ATTRIBUTE_ISSUE', 'g:item_group_id']],
    })
  })

  test('variants that say nothing of themselves stay together, with advice', async () => {
    expect(await write(variant('1'), variant('2'))).toEqual({
      items: ['p_1 of p_G', 'p_2 of p_G'],
      told: ['1', '2'].map((id) => [id, 'advised', 'VARIANT_ATTRIBUTE_ISSUE', 'g:item_group_id']),
    })
  })

  test('an id that only an item left out had is free', async () => {
    const found = await write(productWithId('1', { imageLink: undefined }), {
      ...productWithId('1'),
      key: '2',
    })
    expect(found.items).toEqual(['p_1'])
  })
})
