/** What a seeded event carries, as SQL: JSON as long and as varied as a shop's. */
import { facebookPrefix } from '../../catalog/expected.js'
import { shopAddress } from '../../catalog/seeded-product.js'

const shoppers = 50_000
const hashOf = (what: string): string => `sha2(concat('${what} ', seq % ${shoppers}), 256)`

/** Fields that a part of the events has, with how many of ten. */
const userFields: readonly (readonly [tenths: number, key: string, what: string])[] = [
  [6, 'em', 'mail'],
  [3, 'ph', 'phone'],
  [4, 'fn', 'first name'],
  [4, 'ln', 'last name'],
  [4, 'zp', 'postal code'],
  [9, 'external_id', 'customer'],
]

const agent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

/** An expression over `seq`, `at`, `name`, `event_id` and `order_id`. */
export function bodyOf(products: number): string {
  const product = `concat('${facebookPrefix}SC-', lpad(seq % ${products}, 8, '0'))`
  const price = `concat(5 + seq % 200, '.', lpad(seq % 100, 2, '0'))`
  const user = userFields.map(
    ([tenths, key, what], at) =>
      `if((seq + ${at}) % 10 < ${tenths}, concat('"${key}":["', ${hashOf(what)}, '"],'), '')`,
  )
  return `concat('{"event_name":"', name, '","event_time":', at div 1000, ',"event_id":"', event_id,
    '","action_source":"website","event_source_url":"${shopAddress}/p/', seq % ${products}, '","user_data":{', ${user.join(', ')},
    '"fbp":"fb.1.', at, '.', seq % ${shoppers}, '","client_ip_address":"203.0.113.', seq % 250, '","client_user_agent":"${agent}"},',
    '"custom_data":{"currency":"EUR","value":', ${price}, if(order_id is null, '', concat(',"order_id":"', order_id, '"')),
    ',"content_type":"product","content_ids":["', ${product}, '"],"contents":[{"id":"', ${product},
    '","quantity":1,"item_price":', ${price}, '}]}}')`
}
