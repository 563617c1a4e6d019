/** Examples of limits: texts, addresses and lists of just so much, and of one more. */
import type { Product } from '../../../feeds/catalog/product.js'
import type { Limit, Told } from './rule.js'

type Put<T> = (value: T) => Partial<Product>

/** So many code points, each of two UTF-16 units: whoever counts otherwise fails. */
export const yarn = (count: number): string => '🧶'.repeat(count)

/** An address of so many characters. */
export const address = (length: number): string => 'https://shop.example/'.padEnd(length, 'a')

export const listOf = <T>(count: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at + 1))

/** A text that is told up to the limit. */
export const cutBeyond = (limit: number, put: Put<string>): Limit => ({
  at: { product: put(yarn(limit)), gives: yarn(limit) },
  beyond: {
    product: put(yarn(limit + 1)),
    gives: yarn(limit),
    finds: [['shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
  },
})

/** A text that must not be cut, and is not told where it is too long. */
export const droppedBeyond = (limit: number, put: Put<string>): Limit => ({
  at: { product: put(yarn(limit)), gives: yarn(limit) },
  beyond: {
    product: put(yarn(limit + 1)),
    gives: undefined,
    finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
  },
})

/** A list of which so many entries are told, the first ones. */
export function mostBeyond<T>(
  limit: number,
  make: (number: number) => T,
  put: Put<readonly T[]>,
  tell: (entry: T) => Told,
): Limit {
  const told = listOf(limit, make).map(tell)
  return {
    at: { product: put(listOf(limit, make)), gives: told },
    beyond: {
      product: put(listOf(limit + 1, make)),
      gives: told,
      finds: [['dropped', 'TOO_MANY_VALUES']],
    },
  }
}

/** `mostBeyond` for texts that are told as they are. */
export const mostTextsBeyond = (
  limit: number,
  make: (number: number) => string,
  put: Put<readonly string[]>,
): Limit => mostBeyond(limit, make, put, (text) => text)
