/** A cart: which products, and how many of each. */
import { randomToken } from '../../src/kernel.js'
import type { Products, ShopProduct } from './products.js'

export interface Cart {
  /** Becomes an order at most once, however often it is sent in. */
  readonly id: string
  /** Quantities by product id, in the order they came. */
  readonly quantities: ReadonlyMap<string, number>
}

/** A product in the cart, at today's price. */
export interface CartLine {
  readonly product: ShopProduct
  readonly quantity: number
  readonly price: string
}

const mostLines = 50

/** The most of one product that can be ordered at once. */
export const mostOfOne = 99

export function emptyCart(): Cart {
  return { id: randomToken(), quantities: new Map() }
}

/** The cart with so many of this product; none of it takes the product out. */
export function withQuantity(cart: Cart, product: string, quantity: number): Cart {
  const quantities = new Map(cart.quantities)
  if (quantity > 0) quantities.set(product, Math.min(quantity, mostOfOne))
  else quantities.delete(product)
  return quantities.size > mostLines ? cart : { id: cart.id, quantities }
}

export function withMore(cart: Cart, product: string, quantity: number): Cart {
  return withQuantity(cart, product, (cart.quantities.get(product) ?? 0) + quantity)
}

export function countOf(cart: Cart): number {
  return [...cart.quantities.values()].reduce((count, quantity) => count + quantity, 0)
}

/** What can be bought of it right now; products that are gone or sold out are left out. */
export async function linesOf(cart: Cart, products: Products): Promise<readonly CartLine[]> {
  const lines: CartLine[] = []
  for (const [id, quantity] of cart.quantities) {
    const product = await products.find(id)
    if (product && product.isAvailable !== false) lines.push({ product, quantity, price: product.price })
  }
  return lines
}
