/** Addresses of the demo shop, relative to wherever Storecast is reached: without a slash at first, for that may have a path. */

/** Tells a demo product from a merchant's. */
export const productLinkPrefix = 'demo/products/'

export function productLink(id: string): string {
  return `${productLinkPrefix}${id}`
}

/** The name of a product's n-th picture; the first is 1. */
export function imageFile(id: string, picture: number): string {
  return picture === 1 ? `${id}.png` : `${id}~${picture}.png`
}

export function imageLink(id: string, picture: number): string {
  return `demo/images/${imageFile(id, picture)}`
}
