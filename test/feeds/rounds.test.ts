/** Rounds over all feeds of a store end before their process does, and ask nothing of a database that is closed. */
import { expect, test } from 'vitest'
import { describeEachDatabase } from '../support/databases.js'
import { memoryCatalog } from '../support/memory-catalog.js'
import { openShop } from '../support/shop.js'

describeEachDatabase('a round over a store’s feeds', (fresh) => {
  test('is over when the feeds are idle, also before it has asked for its first build', async () => {
    const { state } = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(3) })
    let isOver = false
    const round = state.refreshAll('default').finally(() => {
      isOver = true
    })
    await state.idle()
    expect(isOver).toBe(true)
    await round
  })

  test('begins no further build once the process closes', async () => {
    const shop = await openShop({ url: (await fresh()).url, catalog: memoryCatalog(3) })
    const round = shop.state.refreshAll('default')
    await shop.close()
    await round
    expect(shop.lines.text).not.toContain('"level":50')
    expect(shop.files()).toEqual([])
  })
})
