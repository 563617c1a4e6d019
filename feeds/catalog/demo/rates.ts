/** The demo shop's exchange rates: how much of a currency one euro buys. */

/** Round figures of the right size; a currency without exponent and one with three are among them. */
export const demoRates: readonly (readonly [currency: string, rate: string])[] = [
  ['USD', '1.0850'],
  ['GBP', '0.8560'],
  ['JPY', '163.25'],
  ['CHF', '0.9475'],
  ['KWD', '0.33340'],
]
