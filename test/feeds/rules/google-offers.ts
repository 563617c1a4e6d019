/** Google’s rules for further amounts: by the unit, in instalments, for members, and of whole orders. */
import { eur, usd } from './amounts.js'
import type { Rule } from './rule.js'

export const googleOffers: readonly Rule[] = [
  {
    attribute: 'maximum_retail_price',
    field: 'g:maximum_retail_price',
    valid: [{ product: { maximumRetailPrice: eur(15_000) }, gives: '150.00 EUR' }],
    invalid: [
      {
        product: { maximumRetailPrice: eur(0) },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
      },
      {
        product: { maximumRetailPrice: usd(1) },
        gives: undefined,
        finds: [['dropped', 'PRODUCT_NOT_DOMINANT_CURRENCY']],
      },
    ],
  },
  {
    attribute: 'cost_of_goods_sold',
    field: 'g:cost_of_goods_sold',
    valid: [{ product: { costOfGoods: eur(4_250) }, gives: '42.50 EUR' }],
    invalid: [
      {
        product: { costOfGoods: eur(-1) },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
      },
      {
        product: { costOfGoods: eur(Number.NaN) },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'auto_pricing_min_price',
    field: 'g:auto_pricing_min_price',
    valid: [{ product: { lowestAutoPrice: eur(8_000) }, gives: '80.00 EUR' }],
    invalid: [
      {
        product: { lowestAutoPrice: usd(8_000) },
        gives: undefined,
        finds: [['dropped', 'PRODUCT_NOT_DOMINANT_CURRENCY']],
      },
    ],
  },
  {
    attribute: 'unit_pricing_measure',
    field: 'g:unit_pricing_measure',
    valid: [
      { product: { unitMeasure: { value: 750, unit: 'ml' } }, gives: '750 ml' },
      { product: { unitMeasure: { value: 1.5, unit: 'Litre' } }, gives: '1.5 l' },
    ],
    invalid: [
      {
        product: { unitMeasure: { value: 6, unit: 'bottles' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { unitMeasure: { value: 0, unit: 'ml' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_NON_POSITIVE']],
      },
    ],
  },
  {
    attribute: 'unit_pricing_base_measure',
    field: 'g:unit_pricing_base_measure',
    valid: [{ product: { unitBase: { value: 100, unit: 'ml' } }, gives: '100 ml' }],
    limit: [
      {
        at: { product: { unitBase: { value: 1, unit: 'kg' } }, gives: '1 kg' },
        beyond: {
          product: { unitBase: { value: 1.5, unit: 'kg' } },
          gives: undefined,
          finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
        },
      },
    ],
    invalid: [
      {
        product: { unitBase: { value: 1, unit: 'box' } },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'installment',
    field: 'g:installment',
    valid: [
      {
        product: { installments: [{ months: 12, amount: eur(1_000) }] },
        gives: { 'g:months': '12', 'g:amount': '10.00 EUR' },
      },
      {
        product: {
          installments: [{ months: 24, amount: eur(1_000), downpayment: eur(0), creditType: 'finance' }],
        },
        gives: {
          'g:months': '24',
          'g:amount': '10.00 EUR',
          'g:downpayment': '0.00 EUR',
          'g:credit_type': 'finance',
        },
      },
    ],
    invalid: [
      {
        product: { installments: [{ amount: eur(1_000) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { installments: [{ months: 1.5, amount: eur(1_000) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { installments: [{ months: 12, amount: eur(1_000), downpayment: usd(100) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'subscription_cost',
    field: 'g:subscription_cost',
    valid: [
      {
        product: { subscription: [{ period: 'month', periodLength: 12, amount: eur(3_500) }] },
        gives: { 'g:period': 'month', 'g:period_length': '12', 'g:amount': '35.00 EUR' },
      },
    ],
    invalid: [
      {
        product: { subscription: [{ period: 'week', periodLength: 12, amount: eur(3_500) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
      {
        product: { subscription: [{ period: 'year', amount: eur(3_500) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
    ],
  },
  {
    attribute: 'loyalty_points',
    field: 'g:loyalty_points',
    valid: [
      {
        product: { loyaltyPoints: [{ name: 'Alpine Club', value: 100, ratio: '1.0' }] },
        gives: { 'g:name': 'Alpine Club', 'g:points_value': '100', 'g:ratio': '1.0' },
      },
    ],
    invalid: [
      {
        product: { loyaltyPoints: [{ name: 'Alpine Club' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { loyaltyPoints: [{ name: 'Alpine Club', value: -5 }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'loyalty_program',
    field: 'g:loyalty_program',
    valid: [
      {
        product: {
          loyaltyPrograms: [
            { program: 'club', tier: 'silver', points: 10 },
            { program: 'club', tier: 'gold', price: eur(9_000) },
          ],
        },
        gives: [
          { 'g:program_label': 'club', 'g:tier_label': 'silver', 'g:loyalty_points': '10' },
          { 'g:program_label': 'club', 'g:tier_label': 'gold', 'g:price': '90.00 EUR' },
        ],
      },
    ],
    invalid: [
      {
        product: { loyaltyPrograms: [{ price: eur(9_000) }, { program: 'club', tier: 'gold' }] },
        gives: { 'g:program_label': 'club', 'g:tier_label': 'gold' },
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { loyaltyPrograms: [{ program: 'club', tier: 'gold', price: usd(9_000) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'minimum_order_value',
    field: 'g:minimum_order_value',
    valid: [
      {
        product: { minimumOrders: [{ country: 'de', service: 'Express', price: eur(2_000) }] },
        gives: { 'g:country': 'DE', 'g:service': 'Express', 'g:price': '20.00 EUR' },
      },
    ],
    invalid: [
      {
        product: { minimumOrders: [{ country: 'DE' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { minimumOrders: [{ country: 'Germany', price: eur(2_000) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'free_shipping_threshold',
    field: 'g:free_shipping_threshold',
    valid: [
      {
        product: { freeShippingFrom: [{ country: 'AT', price: eur(5_000) }] },
        gives: { 'g:country': 'AT', 'g:price_threshold': '50.00 EUR' },
      },
      {
        product: { freeShippingFrom: [{ price: eur(5_000) }] },
        gives: { 'g:country': 'DE', 'g:price_threshold': '50.00 EUR' },
      },
    ],
    invalid: [
      {
        product: { freeShippingFrom: [{ country: 'AT' }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_MISSING']],
      },
      {
        product: { freeShippingFrom: [{ country: 'AUT', price: eur(5_000) }] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
]
