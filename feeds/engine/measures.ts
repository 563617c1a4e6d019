/** Sizes, weights and packs: a number and one of the units that a platform reads. */
import type { Measure } from '../catalog/product.js'
import type { Reading } from './channel.js'
import { drop } from './finding.js'

/** What is written instead of a unit's own sign. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    g: ['gr', 'gram', 'grams', 'gramme', 'grammes', 'gramm'],
    kg: ['kgs', 'kilo', 'kilos', 'kilogram', 'kilograms', 'kilogramme', 'kilogramm'],
    lb: ['lbs', 'pound', 'pounds'],
    oz: ['ounce', 'ounces'],
    in: ['inch', 'inches', '"', '″'],
    cm: ['cms', 'centimetre', 'centimetres', 'centimeter', 'centimeters', 'zentimeter'],
    m: ['metre', 'metres', 'meter', 'meters'],
    ml: ['millilitre', 'millilitres', 'milliliter', 'milliliters'],
    l: ['litre', 'litres', 'liter', 'liters'],
    floz: ['fl oz', 'fl. oz', 'fluid ounce', 'fluid ounces'],
    ct: ['pc', 'pcs', 'piece', 'pieces', 'stk', 'stück'],
  }).flatMap(([unit, names]) => names.map((name) => [name, unit] as const)),
)

export interface MeasureRule {
  readonly units: readonly string[]
  /** The largest number, whatever the unit. */
  readonly most: number
  /** Numbers that are told must be whole. */
  readonly isWhole?: boolean
}

export const weights: MeasureRule = { units: ['lb', 'oz', 'g', 'kg'], most: 2_000 }
export const parcelWeights: MeasureRule = { units: ['lb', 'oz', 'g', 'kg'], most: 1_000_000 }
export const lengths: MeasureRule = { units: ['in', 'cm'], most: 3_000 }
const packUnits = [
  ...['oz', 'lb', 'mg', 'g', 'kg'],
  ...['floz', 'pt', 'qt', 'gal', 'ml', 'cl', 'l', 'cbm'],
  ...['in', 'ft', 'yd', 'cm', 'm', 'sqft', 'sqm', 'ct'],
]
export const packs: MeasureRule = { units: packUnits, most: 1e9 }
export const packBases: MeasureRule = { units: packUnits, most: 1e9, isWhole: true }

/** A number too large for its unit is told in the next larger one. */
const larger: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  mg: ['g', 1_000],
  g: ['kg', 1_000],
  oz: ['lb', 16],
}

/** `1.5 kg`; a number that is not above zero or too large, or another unit, is not told. */
export function readMeasure(measure: Measure | undefined, rule: MeasureRule): Reading {
  if (measure === undefined) return undefined
  const unit = unitOf(measure.unit)
  const { value } = measure
  if (!rule.units.includes(unit))
    return drop('PROPERTY_VALUE_FORMAT', `“${measure.unit.slice(0, 20)}” is none of ${rule.units.join(', ')}`)
  if (!(value > 0)) return drop('PROPERTY_VALUE_NON_POSITIVE', `${value} ${unit}`)
  if (value > rule.most) return inLargerUnit(value, unit, rule)
  if (rule.isWhole && !Number.isInteger(value)) return drop('PROPERTY_VALUE_FORMAT', `${value} is not whole`)
  return `${decimalsOf(value)} ${unit}`
}

function inLargerUnit(value: number, unit: string, rule: MeasureRule): Reading {
  const [next, times = 1] = larger[unit] ?? []
  if (next !== undefined && rule.units.includes(next))
    return readMeasure({ value: value / times, unit: next }, rule)
  return drop('PROPERTY_VALUE_FORMAT', `${value} ${unit} is above ${rule.most} ${unit}`)
}

/** A unit as the platforms spell it. */
export function unitOf(unit: string): string {
  const small = unit.trim().toLowerCase().replace(/\.$/, '')
  return otherNames.get(small) ?? small
}

// Without exponents and without the noise of binary fractions.
function decimalsOf(value: number): string {
  const text = String(value)
  return text.includes('e') || text.length > 12 ? value.toFixed(6).replace(/\.?0+$/, '') : text
}
