/** Colours of the demo pictures: red, green and blue of 0 to 255. */

export type Colour = readonly [red: number, green: number, blue: number]

export const white: Colour = [255, 255, 255]
export const ink: Colour = [28, 32, 40]

/** Of a text like `#2f5d4a`. */
export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** `share` of `b` in `a`, from 0 to 1. */
export function mix(a: Colour, b: Colour, share: number): Colour {
  const keep = 1 - share
  return [a[0] * keep + b[0] * share, a[1] * keep + b[1] * share, a[2] * keep + b[2] * share]
}
