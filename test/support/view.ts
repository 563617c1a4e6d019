/** A view and texts for item writers: one shop in Berlin that sells in euros, on a day in November. */
import type { ItemView } from '../../feeds/engine/item-view.js'
import type { EnvelopeTexts } from '../../feeds/engine/xml.js'

export const shopTexts: EnvelopeTexts = {
  title: 'Alpine & Co',
  link: 'https://shop.example/',
  description: 'All products',
}

/** `changes` on top of the shop. */
export const viewOf = (changes: Partial<ItemView> = {}): ItemView => ({
  idPrefix: '',
  shopAddress: 'https://shop.example/',
  timeZone: 'Europe/Berlin',
  country: 'DE',
  builtAt: Date.UTC(2026, 10, 21, 12),
  usesCustomPrice: false,
  convert: (money) => (money.currency === 'EUR' ? money : undefined),
  ...changes,
})
