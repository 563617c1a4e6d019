/** How both platforms want words, amounts, sizes and times written, once more in plain words. */

import type { Fields } from './expected.js'
import { isSummer, type LocalTime } from './local-time.js'
import type { Sale } from './seeded-product.js'

/** As many whole words as fit into so many characters. */
export function wordsWithin(words: readonly string[], limit: number): string {
  let text = ''
  for (const word of words) {
    const longer = text === '' ? word : `${text} ${word}`
    if ([...longer].length > limit) return text
    text = longer
  }
  return text
}

export const euros = (cents: number): string => `${(cents / 100).toFixed(2)} EUR`

interface Amount {
  readonly amountMinor: number
}

/** An amount of the seed's, which are all in euros. */
export const amount = (money: Amount | undefined): string => euros(money?.amountMinor ?? Number.NaN)

export const measure = ({ value, unit }: { readonly value: number; readonly unit: string }): string =>
  `${value} ${unit}`

export const yesNo = (flag: boolean): string => (flag ? 'yes' : 'no')

/** An element for each text. */
export const each = (name: string, texts: readonly string[]): Fields =>
  texts.map((text) => [name, text] as const)

/** An element where there is a text. */
export const some = (name: string, text: string | undefined): Fields =>
  text === undefined ? [] : [[name, text] as const]

/** The sale as told beside a price in cents; Meta writes a colon into the offset. */
export function saleFields(sale: Sale | undefined, price: number, colon: '' | ':'): Fields {
  if (sale === undefined || sale.period?.isOver || sale.amount >= price) return []
  const told = ['g:sale_price', euros(sale.amount)] as const
  if (sale.period === undefined) return [told]
  const { from, to } = sale.period
  return [told, ['g:sale_price_effective_date', `${local(from, colon)}/${local(to, colon)}`]]
}

function local({ year, month, day, hour, minute }: LocalTime, colon: string): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const offset = `+${isSummer(month) ? '02' : '01'}${colon}00`
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}${offset}`
}

const clocks = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
})

/** An instant on the clocks of Berlin, as `2027-03-01T01:00+0100`. */
export function inBerlin(instant: number): string {
  const found = new Map(clocks.formatToParts(instant).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? ''
  const offset = part('timeZoneName').replace('GMT', '').replace(':', '')
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}${offset}`
}
