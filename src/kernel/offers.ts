/** Offers: what one module lets the others use, found by a key that knows its type. */

/** A key; it stands in the contract of the module that offers, and is compared by identity. */
export interface Offer<T> {
  readonly name: string
  /** What a module gives under this key. */
  as(thing: T): Offered
}

export interface Offered {
  readonly key: Offer<unknown>
  readonly thing: unknown
}

/** Finds what is offered under a key; undefined where no module offers it. */
export type FindOffer = <T>(key: Offer<T>) => T | undefined

/** Makes a key; `name` is for people. */
export function defineOffer<T>(name: string): Offer<T> {
  const key: Offer<T> = { name, as: (thing) => ({ key, thing }) }
  return key
}

/** All offers are asked for each time, for modules may still be added; of several under one key the first is taken. */
export function createOffers(all: () => readonly Offered[]): FindOffer {
  return <T>(key: Offer<T>) => all().find((offered) => offered.key === key)?.thing as T | undefined
}
