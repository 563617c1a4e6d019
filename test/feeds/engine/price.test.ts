/** Prices: the catalog's, a custom one or the shop's own, with tax, in the feed's currency. */

import { describe, expect, test } from 'vitest'
import type { Product } from '../../../feeds/catalog/product.js'
import { googleMerchant } from '../../../feeds/channels/google-merchant.js'
import { createExchange } from '../../../feeds/engine/exchange.js'
import type { ItemView } from '../../../feeds/engine/item-view.js'
import { createItemWriter } from '../../../feeds/engine/item-writer.js'
import { changeByPercent, parsePercent } from '../../../feeds/engine/money.js'
import { productOf } from '../../support/product.js'
import fc from '../../support/property.js'
import { shopTexts, viewOf } from '../../support/view.js'

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' })

/** The price and the sale price as told; or the reason why there is no item. */
function told(changes: Partial<Product>, view: Partial<ItemView> = {}): readonly (string | undefined)[] {
  let reason: string | undefined
  const item = createItemWriter(googleMerchant, viewOf(view), shopTexts).write(
    productOf(changes),
    (finding) => {
      if (finding.effect === 'leftOut') reason = finding.reason
    },
  )
  if (item === undefined) return [reason]
  return ['g:price', 'g:sale_price'].map((field) => new RegExp(`<${field}>([^<]*)`).exec(item)?.[1])
}

describe('tax', () => {
  const taxToAdd = { DE: '19', AT: '20', US: '8.875' }

  test('of the shop’s country comes on top of price and sale price', () => {
    const changes = { price: eur(10_000), salePrice: eur(5_003), taxToAdd }
    expect(told(changes)).toEqual(['119.00 EUR', '59.54 EUR'])
    expect(told(changes, { country: 'AT' })).toEqual(['120.00 EUR', '60.04 EUR'])
  })

  test('is of all decimals that the catalog has', () => {
    const exact = { amountMinor: 840, currency: 'EUR', exact: '8.3950' }
    expect(told({ price: exact, taxToAdd })).toEqual(['9.99 EUR', undefined])
    expect(told({ price: exact })).toEqual(['8.40 EUR', undefined])
    // Every price of whole cents that holds 19 %, stored without it in four decimals.
    const nineteen = parsePercent('19')
    for (let gross = 100; gross <= 100_000; gross++) {
      const net = (gross / 1.19 / 100).toFixed(4)
      const money = { amountMinor: Math.round(Number(net) * 100), currency: 'EUR', exact: net }
      expect(nineteen && changeByPercent(money, nineteen).amountMinor).toBe(gross)
    }
  })

  test('is none where the country has none, or prices are told without', () => {
    expect(told({ price: eur(10_000), taxToAdd }, { country: 'NO' })).toEqual(['100.00 EUR', undefined])
    expect(told({ price: eur(10_000), taxToAdd }, { country: 'US' })).toEqual(['100.00 EUR', undefined])
  })

  test('that is no number leaves the product out rather than tell a wrong price', () => {
    expect(told({ taxToAdd: { DE: 'nineteen' } })).toEqual(['PROPERTY_VALUE_FORMAT'])
  })
})

describe('a custom price', () => {
  const custom = { usesCustomPrice: true }

  test('stands in for the price only where the merchant turned it on', () => {
    const changes = { price: eur(1_000), customPrice: eur(800) }
    expect(told(changes)).toEqual(['10.00 EUR', undefined])
    expect(told(changes, custom)).toEqual(['8.00 EUR', undefined])
  })

  test('may be a change by per cent', () => {
    const by = (changePercent: string) => told({ price: eur(999), customPrice: { changePercent } }, custom)[0]
    expect([by('-10'), by('+7.5'), by('0'), by('-99.9')]).toEqual([
      '8.99 EUR',
      '10.74 EUR',
      '9.99 EUR',
      '0.01 EUR',
    ])
    expect(told({ customPrice: { changePercent: '-100' } }, custom)).toEqual(['EMPTY_PRICE'])
  })

  test('carries tax and decides what is a sale', () => {
    const changes = { price: eur(1_000), customPrice: eur(500), salePrice: eur(600), taxToAdd: { DE: '19' } }
    expect(told(changes)).toEqual(['11.90 EUR', '7.14 EUR'])
    expect(told(changes, custom)).toEqual(['5.95 EUR', undefined])
  })
})

test('the shop’s own price comes before all others; undefined leaves them', () => {
  const priceOf: ItemView['priceOf'] = ({ id }) => (id === 'mine' ? eur(123) : undefined)
  const changes = { customPrice: eur(800), taxToAdd: { DE: '100' } }
  expect(told({ ...changes, id: 'mine' }, { priceOf, usesCustomPrice: true })[0]).toBe('2.46 EUR')
  expect(told({ ...changes, id: 'other' }, { priceOf, usesCustomPrice: true })[0]).toBe('16.00 EUR')
})

describe('another currency', () => {
  const rates = new Map([
    ['USD', '1.0850'],
    ['KWD', '0.33340'],
    ['JPY', '163.25'],
  ])
  const inCurrency = (currency: string) => ({ convert: createExchange('EUR', currency, rates) })

  test('is told by the stored rate, rounded by the currency, after tax', () => {
    const changes = { price: eur(10_000), salePrice: eur(5_000), taxToAdd: { DE: '19' } }
    expect(told(changes, inCurrency('USD'))).toEqual(['129.12 USD', '64.56 USD'])
    expect(told(changes, inCurrency('JPY'))).toEqual(['19427 JPY', '9713 JPY'])
    expect(told(changes, inCurrency('KWD'))).toEqual(['39.67 KWD', '19.84 KWD'])
  })

  test('never mixes: without a rate there is no item, and no sale', () => {
    expect(told({}, inCurrency('CHF'))).toEqual(['PRODUCT_NOT_DOMINANT_CURRENCY'])
    const sale = { amountMinor: 100, currency: 'SEK' }
    expect(told({ salePrice: sale }, inCurrency('EUR'))).toEqual(['129.00 EUR', undefined])
  })
})

test.each([
  [Number.NaN, 'PROPERTY_VALUE_FORMAT'],
  [12.5, 'PROPERTY_VALUE_FORMAT'],
  [Number.POSITIVE_INFINITY, 'PROPERTY_VALUE_FORMAT'],
  [1e14, 'PROPERTY_PRICE_TOO_HIGH'],
  [0, 'ITEM_PRICE_NOT_POSITIVE'],
  [-5, 'ITEM_PRICE_NOT_POSITIVE'],
])('a price of %s leaves the product out', (amountMinor, reason) => {
  expect(told({ price: eur(amountMinor) })).toEqual([reason])
})

test('per cents are exact for any amount and rate', () => {
  const amount = fc.integer({ min: 0, max: 1e13 })
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 99_999 }), (amountMinor, thousandths) => {
      const percent = parsePercent((thousandths / 1_000).toFixed(3))
      const exact = (BigInt(amountMinor) * (100_000n + BigInt(thousandths)) * 2n + 100_000n) / 200_000n
      expect(percent && changeByPercent(eur(amountMinor), percent).amountMinor).toBe(Number(exact))
    }),
  )
})

test.each(['', 'ten', '1e2', '-100', '-250.5', '1,5', '--1', 'NaN'])('%j is no per cent', (text) => {
  expect(parsePercent(text)).toBeUndefined()
})
