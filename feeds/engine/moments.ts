/** Dates that a product may carry: from when on it is there, until when it is shown. */
import type { Product } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { isInstant, type OffsetForm } from './dates.js'
import { drop, Remark, refuse } from './finding.js'
import type { FieldView } from './item-view.js'

const yearMs = 366 * 86_400_000
const noDate = drop('PROPERTY_VALUE_FORMAT')
const withoutDate = new Remark('advised', 'INVALID_PRE_ORDER_PARAMS')
const pastDate = drop('INVALID_PRE_ORDER_PARAMS')
const expired = refuse('PRODUCT_EXPIRED')

/** When what can be ordered already will be there: ahead, but not more than a year. */
export function readAvailableAt({ availability, availableAt }: Product, view: FieldView): Reading {
  if (availability !== 'preorder' && availability !== 'backorder') return undefined
  if (availableAt === undefined) return withoutDate
  if (!isInstant(availableAt)) return noDate
  if (availableAt <= view.builtAt || availableAt > view.builtAt + yearMs) return pastDate
  return view.zone.minute(availableAt, 'basic')
}

/** A product past its expiry is left out: a platform that hides it would count it as an error. */
export function readExpiry({ expiresAt }: Product, view: FieldView, form: OffsetForm | 'day'): Reading {
  if (expiresAt === undefined) return undefined
  if (!isInstant(expiresAt)) return noDate
  if (expiresAt <= view.builtAt) return expired
  return form === 'day'
    ? view.zone.minute(expiresAt, 'basic').slice(0, 10)
    : view.zone.minute(expiresAt, form)
}

export function readInstant(instant: number | undefined, view: FieldView): Reading {
  if (instant === undefined) return undefined
  return isInstant(instant) ? view.zone.minute(instant, 'basic') : noDate
}
