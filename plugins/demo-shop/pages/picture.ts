/** A product's picture, or its initial where it has none. */
import { type Html, html } from '../html.js'
import type { ShopProduct } from '../products.js'

export interface Shown {
  /** True where the product's name stands beside it: who listens to the page need not hear it twice. */
  readonly isNamed?: boolean
  /** True in long lists. */
  readonly isLazy?: boolean
}

export function picture({ image, name }: ShopProduct, { isNamed = false, isLazy = false }: Shown = {}): Html {
  if (!image) return html`<span class="picture none" aria-hidden="true">${Array.from(name.trim())[0]}</span>`
  const alt = isNamed ? '' : name
  return html`<img class="picture" src="${image}" alt="${alt}" width="600" height="600"${isLazy && html` loading="lazy"`}>`
}
