/** The N best sellers of what other filters leave; ties go to the earlier product. */
import type { ProductKey } from '../product.js'
import type { Listed } from './reader.js'

interface Seller {
  readonly key: ProductKey
  readonly sold: number
  readonly place: number
}

/** Holds about twice as many as are asked for, however many come by. */
export class BestSellers {
  readonly #most: number
  #sellers: Seller[] = []
  #place = 0

  constructor(most: number) {
    this.#most = most
  }

  add({ product, sold }: Listed): void {
    this.#sellers.push({ key: product.key, sold, place: this.#place++ })
    if (this.#sellers.length >= 2 * this.#most + 1_000) this.#cut()
  }

  keys(): ReadonlySet<ProductKey> {
    this.#cut()
    return new Set(this.#sellers.map(({ key }) => key))
  }

  #cut(): void {
    this.#sellers.sort((one, other) => other.sold - one.sold || one.place - other.place)
    this.#sellers.length = Math.min(this.#sellers.length, this.#most)
  }
}
