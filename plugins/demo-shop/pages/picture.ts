/** A product's picture, or its initial where it has none. */
import { type Html, html } from '../../../src/kernel.js'
import type { ShopProduct } from '../products.js'

export interface Shown {
  /** True where the product's name stands beside it: who listens to the page need not hear it twice. */
  readonly isNamed?: boolean
  /** True in long lists. */
  readonly isLazy?: boolean
}

export function picture(
  { image, name }: ShopProduct,
  base: string,
  { isNamed = false, isLazy = false }: Shown = {},
): Html {
  if (!image) return html`<span class="picture none" aria-hidden="true">${Array.from(name.trim())[0]}</span>`
  const alt = isNamed ? '' : name
  const address = /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(image) ? image : `${base}/${image}`
  return html`<img class="picture" src="${address}" alt="${alt}" width="600" height="600"${isLazy && html` loading="lazy"`}>`
}
