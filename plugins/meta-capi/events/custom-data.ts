/** Custom data as a controller passes it to `track`, under Meta's names: known fields are read, others are kept if they are plain. */
import { whatNameTells } from '../browser/telling-names.js'
import type { ProductRef } from '../contract.js'
import { withoutPersonal } from '../personal.js'
import { orderIdOf } from './purchase.js'
import type { Content, Reader } from './reader.js'

type Data = Readonly<Record<string, unknown>>
type Read = (value: never, reader: Reader, field: string) => unknown

const amount: Read = (value, reader, field) => reader.amount(value, field)
const text: Read = (value, reader, field) => reader.text(value, field)

/** Meta's own fields; what stands here as undefined never goes along. */
const fields: Readonly<Record<string, Read | undefined>> = {
  value: amount,
  net_revenue: amount,
  predicted_ltv: amount,
  num_items: amount,
  currency: (value: string, reader) => reader.currency(value),
  content_name: text,
  content_category: text,
  search_string: text,
  order_id: (value: unknown, reader, field) => reader.line(orderIdOf(value), field) ?? reader.leaveOut(field),
  status: (value: unknown, reader, field) => (typeof value === 'boolean' ? value : reader.text(value, field)),
  content_type: (value: unknown, reader, field) =>
    value === 'product' || value === 'product_group' ? value : reader.leaveOut(field),
  delivery_category: (value: unknown, reader) => reader.delivery(value),
  content_ids: (value: ProductRef | readonly ProductRef[], reader) =>
    reader.contentIds(Array.isArray(value) ? value : [value as ProductRef]),
  contents: (value: readonly Data[], reader, field) => contentsOf(reader.list(value, field), reader),
  // Meta shows an error for it here; it stands in the event.
  event_id: undefined,
}

/** Reads what is known, keeps plain values under other names, and names the rest as left out. */
export function readCustomData(data: Data, reader: Reader): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined || value === null) continue
    if (Object.hasOwn(fields, name)) made[name] = fields[name]?.(value as never, reader, name)
    else if (/^[\w.-]{1,100}$/.test(name) && name !== '__proto__')
      made[name] = plain(name, value) ?? reader.leaveOut(name)
    else reader.leaveOut('custom_data')
  }
  return made
}

function contentsOf(list: readonly Data[], reader: Reader): readonly Content[] | undefined {
  return reader.contents(
    list.map((each) => ({
      product: each?.id as ProductRef,
      quantity: each?.quantity as number,
      price: each?.item_price as number,
      delivery: each?.delivery_category as 'in_store',
    })),
  )
}

const mostListed = 100

/** What goes along under a name that is not Meta's; nothing where the name itself tells that it is a person's or secret. */
export function plain(name: string, value: unknown): unknown {
  return whatNameTells(name) === 'secret' ? undefined : plainValue(value)
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutPersonal(value).slice(0, 500)
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (!Array.isArray(value)) return undefined
  const list = value.slice(0, mostListed).map(plainValue)
  return list.some((each) => each === undefined || Array.isArray(each)) ? undefined : list
}
