/** Labels and numbers for campaigns: five places, each a field of its own. */
import type { Reading } from './channel.js'
import { Remark } from './finding.js'

const places = 5

/** The text at a place, from 0; behind the last place there is none, and that is a remark there. */
export function readPlace(
  texts: readonly string[] | undefined,
  place: number,
  told?: (text: string) => Reading,
): Reading {
  const text = texts?.[place]
  if (
    texts !== undefined &&
    place === places - 1 &&
    texts.length > places &&
    texts.slice(places).some(isFilled)
  )
    return new Remark(
      'dropped',
      'TOO_MANY_VALUES',
      text,
      `${texts.length - places} beyond the first ${places}`,
    )
  return text === undefined || told === undefined ? text : told(text)
}

const isFilled = (text: string): boolean => text.trim() !== ''
