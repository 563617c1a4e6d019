/** Last-Modified tells contents apart, however fast they follow each other and whatever the clock does. */
import { expect, test } from 'vitest'
import { createStorecast } from '../../../src/index.js'
import { testClock } from '../../support/clock.js'
import { memoryCatalog } from '../../support/memory-catalog.js'
import { productWithId } from '../../support/product.js'
import { testFolder } from '../../support/temp-folder.js'

test('each new content has a later second than the one before; the same content keeps its own', async () => {
  const dataFolder = testFolder()
  const clock = testClock()
  let title = ''
  const cast = await createStorecast({
    tell: () => {},
    dataFolder,
    database: `${dataFolder}/storecast.db`,
    background: false,
    logLevel: 'silent',
    environment: {},
    clock,
    catalog: () => ({
      page: (...asked) => memoryCatalog([productWithId('1', { title })]).page(...asked),
      fingerprint: async () => title,
    }),
  })
  const changedAt = async (content: string) => {
    title = content
    await cast.feeds.refresh('google-merchant', '', { force: true })
    const [published] = await cast.feeds.list()
    return Math.floor((published?.changedAt ?? 0) / 1_000)
  }
  const first = await changedAt('One')
  const second = await changedAt('Two')
  clock.move(-3_600_000)
  const afterTheClockWentBack = await changedAt('Three')
  const unchanged = await changedAt('Three')
  await cast.close()
  expect([second - first, afterTheClockWentBack - second, unchanged - afterTheClockWentBack]).toEqual([
    1, 1, 0,
  ])
})
