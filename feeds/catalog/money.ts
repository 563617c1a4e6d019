/** Amounts of money as a catalog gives them. */

/** An amount in minor units (cents, yen, fils) of an ISO 4217 currency; always an integer. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
  /**
   * The same in whole units as a decimal text, where the catalog has more decimals than the currency: `8.3950`.
   * Tax and exchange start from it; started from the rounded 8.40, 19 % would make 10.00 of what is 9.99.
   */
  readonly exact?: string | undefined
}

/** A price told as a change of another: `-10` is a tenth less; a decimal text, so that no digit is lost. */
export interface PercentChange {
  readonly changePercent: string
}

/** By country (ISO 3166), how many per cent of tax come on top of a price that is stored without: `{ DE: '19' }`. */
export type TaxPercents = Readonly<Record<string, string>>
