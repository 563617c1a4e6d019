/** Who was shown a sealed value stands in the audit, and changes nothing else. */
import { expect, test } from 'vitest'
import { defineGroup } from '../../../src/kernel/registry/group.js'
import { tokens } from '../../../src/kernel/registry/sealed-kinds.js'
import { testClock } from '../../support/clock.js'
import { describeEachDatabase } from '../../support/databases.js'
import { migrated } from '../../support/opened.js'
import { registryOn } from '../../support/registry.js'

const groups = [defineGroup('XML_FEEDS', { GOOGLE_TOKEN: tokens('Opens the feed.') })]

describeEachDatabase('a look at a sealed value', (fresh) => {
  test('stands in the audit, and is no change', async () => {
    const clock = testClock()
    const registry = registryOn(await migrated((await fresh()).url), { groups, clock })
    await registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'secret-token', { by: 'ada' })
    const changedAt = clock.now()
    clock.move(60_000)
    await registry.noteShown('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'bo')
    const [look, change] = await registry.changes('default', 10)
    expect(look).toMatchObject({ from: '(sealed)', to: '(shown)', by: 'bo', at: changedAt + 60_000 })
    expect(change).toMatchObject({ from: null, to: '(sealed)', by: 'ada' })
    expect(await registry.changedAt('default', 'XML_FEEDS', 'GOOGLE_TOKEN')).toBe(changedAt)
    const last = await registry.lastChanges('default', 'XML_FEEDS')
    expect(last.get('GOOGLE_TOKEN')).toMatchObject({ by: 'ada' })
    expect((await registry.read(groups[0] as (typeof groups)[number], 'default')).GOOGLE_TOKEN).toEqual([
      'secret-token',
    ])
    expect(await registry.changes('other', 10)).toEqual([])
  })

  test('of a key that was unset since leaves the unsetting as its last change', async () => {
    const clock = testClock()
    const registry = registryOn(await migrated((await fresh()).url), { groups, clock })
    await registry.set('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'secret-token', { by: 'ada' })
    clock.move(1)
    await registry.unset('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'cy')
    clock.move(1)
    await registry.noteShown('default', 'XML_FEEDS', 'GOOGLE_TOKEN', 'bo')
    const last = await registry.lastChanges('default', 'XML_FEEDS')
    expect(last.get('GOOGLE_TOKEN')).toMatchObject({ to: null, by: 'cy' })
  })

  test('of a key that there is not is refused', async () => {
    const registry = registryOn(await migrated((await fresh()).url), { groups })
    await expect(registry.noteShown('default', 'XML_FEEDS', 'NO_TOKEN', 'bo')).rejects.toMatchObject({
      code: 'SETTING_UNKNOWN',
    })
  })
})
