/** The part of a list that one page shows. */
import type { Request } from 'express'
import type { Html } from '../../../src/kernel.js'
import { queryOf } from '../../../src/kernel.js'
import { wholeOf } from '../form.js'
import { turningOf } from '../pages/ways.js'
import type { ShopProduct } from '../products.js'

export interface Sheet {
  readonly shown: readonly ShopProduct[]
  /** Ways to the pages before and after. */
  readonly turning: Html | undefined
}

const pageSize = 24

/** The page that `?page=` names, or the nearest there is. */
export function sheetOf(req: Request, products: readonly ShopProduct[], base = ''): Sheet {
  const pages = Math.max(1, Math.ceil(products.length / pageSize))
  const query = queryOf(req)
  const page = Math.min(Math.max(1, wholeOf(query.get('page') ?? undefined, 1)), pages)
  const addressOf = (number: number) => {
    const to = new URLSearchParams(query)
    to.set('page', String(number))
    return `${base}${req.path}?${to}`
  }
  return {
    shown: products.slice((page - 1) * pageSize, page * pageSize),
    turning: turningOf(page, pages, addressOf),
  }
}
