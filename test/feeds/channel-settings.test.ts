import { describe, expect, test } from 'vitest'
import { channelGroups, keysOf, readChannel } from '../../feeds/channel-settings.js'
import { facebookCatalog } from '../../feeds/channels/facebook-catalog.js'
import { googleMerchant } from '../../feeds/channels/google-merchant.js'
import { TRACKING } from '../../feeds/contract.js'
import { extendChannel } from '../../feeds/engine/channel.js'
import { createLog } from '../../src/kernel/log.js'
import { migrate } from '../../src/kernel/migrations.js'
import { kernelMigrations, opened } from '../support/opened.js'
import { registryOn } from '../support/registry.js'
import { testFolder } from '../support/temp-folder.js'

const pinterest = extendChannel(googleMerchant, { name: 'pinterest', title: 'Pinterest', code: 'PINTEREST' })
const channels = [googleMerchant, facebookCatalog, pinterest]

async function registry(fromEnvironment: ReadonlyMap<string, unknown> = new Map()) {
  const database = await opened(`${testFolder()}/settings.db`)
  await migrate(database, kernelMigrations, createLog({ level: 'silent' }))
  return registryOn(database, { groups: channelGroups(channels), fromEnvironment })
}

describe('the settings of a channel', () => {
  test('stand under its code', () => {
    expect(keysOf(pinterest)).toEqual({
      isEnabled: 'IS_ENABLED_PINTEREST',
      isProtected: 'IS_PROTECTED_PINTEREST',
      tokens: 'PINTEREST_TOKEN',
      usesCustomPrice: 'CUSTOM_PRICE_PINTEREST',
      idPrefix: 'PRODUCT_ID_PREFIX_PINTEREST',
    })
    expect(keysOf(googleMerchant).tokens).toBe('GOOGLE_TOKEN')
    expect(keysOf(facebookCatalog).isEnabled).toBe('IS_ENABLED_FACEBOOK')
  })

  test('are off, protected and empty at first', async () => {
    expect(await readChannel(await registry(), 'default', pinterest)).toEqual({
      isEnabled: false,
      isProtected: true,
      tokens: [],
      usesCustomPrice: false,
      idPrefix: '',
    })
  })

  test('are its own, and no other channel’s', async () => {
    const set = await registry(new Map([['XML_FEEDS.CUSTOM_PRICE_FACEBOOK', true]]))
    for (const [group, key, value] of [
      ['XML_FEEDS', 'IS_ENABLED_PINTEREST', 'true'],
      ['XML_FEEDS', 'IS_PROTECTED_PINTEREST', 'false'],
      ['XML_FEEDS', 'PINTEREST_TOKEN', 'a-token'],
      ['TRACKING', 'PRODUCT_ID_PREFIX_PINTEREST', 'p_'],
    ] as const)
      await set.set('default', group, key, value, { by: 'test' })
    expect(await readChannel(set, 'default', pinterest)).toEqual({
      isEnabled: true,
      isProtected: false,
      tokens: ['a-token'],
      usesCustomPrice: false,
      idPrefix: 'p_',
    })
    expect(await readChannel(set, 'default', googleMerchant)).toMatchObject({
      isEnabled: false,
      idPrefix: '',
    })
    expect(await readChannel(set, 'default', facebookCatalog)).toMatchObject({ usesCustomPrice: true })
  })

  test('leave the prefixes that plugins read where they are, whatever channels there are', () => {
    const [, tracking] = channelGroups([pinterest])
    expect(Object.keys(tracking?.settings ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(TRACKING.settings), 'PRODUCT_ID_PREFIX_PINTEREST']),
    )
  })
})
