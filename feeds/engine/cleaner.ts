/** Cleaning one text by its field's kind: what comes out may stand in the feed once it is escaped. */
import type { Product } from '../catalog/product.js'
import type { Field, Part } from './channel.js'
import type { Effect } from './finding.js'
import type { Reason } from './reasons.js'
import { softened } from './text/capitals.js'
import { isClean } from './text/character.js'
import { cutAtWord, fits } from './text/cut.js'
import { wholeBlock, wholeLine } from './text/plain.js'
import { richText } from './text/rich.js'
import type { AddressReader } from './url.js'
import { legalText } from './xml.js'

/** Takes what becomes of one field of the product at hand. */
export interface Notes {
  readonly product: Product
  /** How many there have been since the build began. */
  readonly count: number
  add(effect: Effect, reason: Reason, detail?: string): void
}

/** The clean text; '' where nothing is left that the field may hold, and then a note says why, unless there was nothing. */
export type Clean = (raw: string, notes: Notes) => string

type Ruled = Pick<Field, 'softensCapitals' | 'least' | 'minds'> & Part

const noLimit = Number.MAX_SAFE_INTEGER

/** Compiles the cleaning of a field or part. */
export function createClean(field: Ruled, address: AddressReader): Clean {
  const clean = byKind(field, address)
  const { least = 0, minds } = field
  if (least === 0 && minds === undefined) return clean
  return (raw, notes) => {
    const text = clean(raw, notes)
    if (text === '') return text
    if (text.length < least * 2 && fits(text, least - 1))
      notes.add('advised', 'PROPERTY_VALUE_STRING_TOO_SHORT')
    const reason = minds?.(text, notes.product)
    if (reason !== undefined) notes.add('advised', reason)
    return text
  }
}

function byKind(field: Ruled, address: AddressReader): Clean {
  const { kind, limit = noLimit, softensCapitals = false } = field
  switch (kind) {
    case 'line':
      return plainText(wholeLine, limit, softensCapitals)
    case 'block':
      return plainText(wholeBlock, limit, softensCapitals)
    case 'rich':
      return (raw, notes) => {
        const whole = richText(raw, noLimit)
        if (fits(whole, limit)) return whole
        notes.add('shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH')
        return richText(raw, limit)
      }
    case 'url':
      return addressText(field, address, limit)
    case 'exact':
      return exactText(field, limit)
  }
}

function plainText(read: (raw: string, limit: number) => string, limit: number, softens: boolean): Clean {
  return (raw, notes) => {
    let text = isClean.test(raw) ? raw : read(raw, limit)
    if (softens) {
      const soft = softened(text)
      if (soft !== undefined) {
        notes.add('changed', 'PROPERTY_VALUE_UPPERCASE')
        text = soft
      }
    }
    if (text.length <= limit) return text
    const kept = cutAtWord(text, limit)
    if (kept.length < text.length) notes.add('shortened', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH')
    return kept
  }
}

function addressText({ required = false }: Ruled, address: AddressReader, limit: number): Clean {
  return (raw, notes) => {
    const found = address(raw, limit)
    if (found !== undefined) return found
    // A product that lacks a required address is left out under that reason's own name.
    if (!required && raw.trim() !== '') {
      const tooLong = address(raw, noLimit) !== undefined
      notes.add('dropped', tooLong ? 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH' : 'PROPERTY_VALUE_FORMAT')
    }
    return ''
  }
}

function exactText({ name, required = false }: Ruled, limit: number): Clean {
  const effect = required ? 'leftOut' : 'dropped'
  const reason = name === 'g:id' ? 'ID_TOO_LONG' : 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH'
  return (raw, notes) => {
    const text = legalText(raw)
    if (text.length <= limit || fits(text, limit)) return text
    notes.add(effect, reason)
    return ''
  }
}
