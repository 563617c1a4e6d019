/** What delivery costs and how long it takes, as both platforms nest it. */
import type { Product } from '../catalog/product.js'
import type { PartTexts, Reading } from './channel.js'
import { drop, type Remark } from './finding.js'
import type { FieldView } from './item-view.js'
import { partAmount } from './price.js'
import { readCountry, readWhole, type Word } from './words.js'

/** A rate holds for a region or for postal codes. */
const twoPlaces = drop('PROPERTY_VALUE_FORMAT', 'both a region and a postal code')

type Rate = NonNullable<Product['shipping']>[number]

/** One record for each rate; the shop's own country where a rate names none. */
export function readShipping({ shipping }: Product, view: FieldView): Reading {
  return shipping?.map((rate) => rateOf(rate, view))
}

function rateOf(rate: Rate, view: FieldView): PartTexts | Remark {
  if (rate.region && rate.postalCode) return twoPlaces
  return {
    'g:country': readCountry(rate.country ?? view.country),
    'g:region': rate.region,
    'g:postal_code': rate.postalCode,
    'g:location_id': rate.locationId,
    'g:location_group_name': rate.locationGroup,
    'g:service': rate.service,
    'g:price': partAmount(rate.price, view),
    'g:min_handling_time': days(rate.minHandlingDays),
    'g:max_handling_time': days(rate.maxHandlingDays),
    'g:min_transit_time': days(rate.minTransitDays),
    'g:max_transit_time': days(rate.maxTransitDays),
  }
}

const days = (count: number | undefined): Word => readWhole(count, 0, 1_000)
