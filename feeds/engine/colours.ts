/** Colours as Google reads them: up to three with `/` between them, each of bounded length. */
import type { Reading } from './channel.js'
import { drop, Remark } from './finding.js'

// Google's (https://support.google.com/merchants/answer/6324487).
const coloursTold = 3
const colourLength = 40
const tooLong = drop(
  'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH',
  `a colour has more than ${colourLength} characters`,
)

export function readColours(color: string | undefined): Reading {
  if (color === undefined || (color.length <= colourLength && !color.includes('/'))) return color
  const colours = color
    .split('/')
    .map((each) => each.trim())
    .filter((each) => each !== '')
  if (colours.some((each) => [...each].length > colourLength)) return tooLong
  const told = colours.slice(0, coloursTold).join('/')
  return colours.length > coloursTold ? new Remark('dropped', 'TOO_MANY_VALUES', told) : told
}
