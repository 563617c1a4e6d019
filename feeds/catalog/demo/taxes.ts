/** The demo shop's taxes, for the few products whose prices are stored without. */

/** Per cent, by class and country: books pay less. */
export const demoTaxes: readonly (readonly [taxClass: string, country: string, percent: string])[] = [
  ['full', 'DE', '19'],
  ['full', 'AT', '20'],
  ['books', 'DE', '7'],
  ['books', 'AT', '10'],
]
