/** Prices in the shop's currency: shown to people, and added up without losing a cent. */

export interface Prices {
  readonly currency: string
  /** As people read it: `€19.90`. */
  show(amount: string): string
  /** The sum as a decimal text. */
  total(lines: readonly { readonly price: string; readonly quantity: number }[]): string
}

/** Throws where the currency is none. */
export function pricesIn(currency: string): Prices {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions()
  const minor = (amount: string) => Math.round(Number(amount) * 10 ** digits)
  return {
    currency,
    show: (amount) => format.format(Number(amount)),
    total: (lines) => {
      const sum = lines.reduce((so, { price, quantity }) => so + minor(price) * quantity, 0)
      return (sum / 10 ** digits).toFixed(digits)
    },
  }
}
