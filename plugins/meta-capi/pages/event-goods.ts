/** An event's custom data as a merchant reads it: what was it worth, and which products were in it. */
import { facts, type Html, html, type Shown, table, type Visit, type Words } from '../../../src/kernel.js'
import type { Json } from './redacted.js'

const mostRows = 50
const textLimit = 300

const labels: Readonly<Record<string, string>> = {
  value: 'Worth',
  net_revenue: 'Net revenue',
  predicted_ltv: 'Expected worth of the customer',
  content_name: 'Name',
  content_category: 'Category',
  content_type: 'Kind of product',
  content_ids: 'Products',
  search_string: 'Searched for',
  num_items: 'Pieces',
  order_id: 'Order',
  status: 'Status',
  delivery_category: 'Delivery',
  customer_segmentation: 'Kind of customer',
}

const amounts: ReadonlySet<string> = new Set(['value', 'net_revenue', 'predicted_ltv'])

export function eventGoods(custom: Json, { words }: Visit): Html {
  const contents = Array.isArray(custom.contents) ? custom.contents : []
  // Told beside the amounts, and in the table.
  const told = Object.entries(custom).filter(([name]) => name !== 'currency' && name !== 'contents')
  if (told.length === 0 && contents.length === 0) return html`<p>Nothing besides the action itself.</p>`
  const { currency } = custom
  return html`${facts(
    told
      .slice(0, mostRows)
      .map(([name, value]) => [
        labels[name] ?? name,
        amounts.has(name) ? amount(value, currency, words) : plain(value, words),
      ]),
  )}
${contents.length > 0 && lines(contents, currency, words)}`
}

function lines(contents: readonly unknown[], currency: unknown, words: Words): Html {
  return html`${table({
    caption: 'Products of the event',
    columns: [{ label: 'Product' }, { label: 'Pieces', isFigure: true }, { label: 'Price', isFigure: true }],
    rows: contents.slice(0, mostRows).map((line) => {
      const { id, quantity, item_price: price } = Object(line) as Json
      return [plain(id, words), plain(quantity, words), amount(price, currency, words)]
    }),
    empty: html``,
  })}
${contents.length > mostRows && html`<p class="hint">And ${words.number(contents.length - mostRows)} more.</p>`}`
}

function amount(value: unknown, currency: unknown, words: Words): Shown {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return plain(value, words)
  if (typeof currency !== 'string' || !/^[A-Za-z]{3}$/.test(currency)) return words.number(number)
  return new Intl.NumberFormat(words.locale, { style: 'currency', currency }).format(number)
}

function plain(value: unknown, words: Words): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'number') return words.number(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = Array.isArray(value)
    ? value.map((each) => (typeof each === 'object' ? JSON.stringify(each) : String(each))).join(', ')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
  return text.length > textLimit ? `${text.slice(0, textLimit)}…` : text
}
