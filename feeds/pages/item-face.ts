/** An item as a shopper would see it: picture, title, price, sale and availability, as the feed tells them. */
import { type Html, html, type Words } from '../../src/kernel.js'
import { itemFields } from './item-fields.js'

const availabilities: Readonly<Record<string, string>> = {
  in_stock: 'In stock',
  'in stock': 'In stock',
  out_of_stock: 'Out of stock',
  'out of stock': 'Out of stock',
  preorder: 'To be pre-ordered',
  backorder: 'On back order',
}

/** The item's title, for headings. */
export const titleIn = (xml: string): string => itemFields(xml).get('g:title') ?? '(no title)'

/** Everything but the title. */
export function itemFace(words: Words, xml: string): Html {
  const fields = itemFields(xml)
  const picture = fields.get('g:image_link')
  const availability = fields.get('g:availability')
  const brand = fields.get('g:brand')
  return html`${
    picture === undefined
      ? html`<span class="no-picture">No picture</span>`
      : html`<img src="${picture}" alt="Picture of ${titleIn(xml)}" width="240" height="240" loading="lazy" referrerpolicy="no-referrer">`
  }
<p>${priceOf(words, fields.get('g:price'), fields.get('g:sale_price'))}</p>
<p>${[
    availability === undefined ? 'Availability is not told' : (availabilities[availability] ?? availability),
    brand !== undefined && ` · ${brand}`,
  ]}</p>`
}

function priceOf(words: Words, price: string | undefined, sale: string | undefined): Html {
  if (price === undefined) return html`No price`
  if (sale === undefined) return html`<strong>${amount(words, price)}</strong>`
  return html`<s><span class="hidden">Before: </span>${amount(words, price)}</s> <strong><span class="hidden">Now: </span>${amount(words, sale)}</strong>`
}

/** `129.00 EUR` as the reader writes it. */
function amount({ locale }: Words, told: string): string {
  const [, figure, currency] = /^(-?\d{1,15}(?:\.\d{1,2})?) ([A-Z]{3})$/.exec(told) ?? []
  if (figure === undefined || currency === undefined) return told
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(figure))
}
