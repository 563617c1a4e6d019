/** Links to the brands and categories among some products, and from one page of a list to the next. */
import { type Html, html } from '../../../src/kernel.js'
import type { ShopProduct } from '../products.js'

export type Kind = 'category' | 'brand'

const rooms: Readonly<Record<Kind, { readonly title: string; readonly path: string }>> = {
  category: { title: 'Categories', path: 'categories' },
  brand: { title: 'Brands', path: 'brands' },
}

/** A row of links for each kind that has more than one value among the products. */
export function waysTo(kinds: readonly Kind[], products: readonly ShopProduct[], base: string): Html {
  const rows = kinds.map((kind) => {
    const names = [...new Set(products.flatMap((product) => product[kind] ?? []))].sort((a, b) =>
      a.localeCompare(b, 'en'),
    )
    if (names.length < 2) return false
    const { title, path } = rooms[kind]
    const links = names.map(
      (name) => html`<li><a href="${base}/${path}/${encodeURIComponent(name)}">${name}</a></li>`,
    )
    return html`<nav class="ways" aria-label="${title}"><ul>${links}</ul></nav>`
  })
  return html`${rows}`
}

/** Ways to the page before and after; nothing where there is one page only. */
export function turningOf(
  page: number,
  pages: number,
  addressOf: (page: number) => string,
): Html | undefined {
  if (pages < 2) return undefined
  return html`<nav class="turning" aria-label="Pages">
${page > 1 && html`<a rel="prev" href="${addressOf(page - 1)}">Back</a>`}
<span>Page ${page} of ${pages}</span>
${page < pages && html`<a rel="next" href="${addressOf(page + 1)}">Next</a>`}
</nav>`
}
