/** Decimal texts as exact numbers: amounts in minor units, sums, percentages. */

/** `digits` / 10^`scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

const decimal = /^([+-]?)(\d{0,30})(?:\.(\d{0,30}))?$/

/** `12.3400` as it stands; undefined for what is no decimal number. Commas are no points: `1,299` may be either. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = decimal.exec(text)
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  const digits = `${match[2]}${fraction}`
  if (digits === '') return undefined
  return { digits: BigInt(`${match[1] === '-' ? '-' : ''}${digits}`), scale: fraction.length }
}

/** A text or number as a decimal text; undefined for all else. */
export function decimalText(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw.trim()
  if (typeof raw === 'bigint') return String(raw)
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return undefined
  const text = String(raw)
  // 1e-7 and 1e21 and beyond; no price has more digits than these.
  return text.includes('e') ? raw.toFixed(20) : text
}

/** Rounded half up to `exponent` decimals, as an integer of the last; undefined where it is no safe integer. */
export function toMinor({ digits, scale }: Decimal, exponent: number): number | undefined {
  const steps = scale - exponent
  const minor = Number(
    steps <= 0 ? digits * 10n ** BigInt(-steps) : roundHalfUp(digits, 10n ** BigInt(steps)),
  )
  return Number.isSafeInteger(minor) ? minor : undefined
}

function roundHalfUp(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor
  const quotient = doubled / (2n * divisor)
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient
}

/** `12.3400` as 1234 minor units; undefined for what is no decimal number or too large. */
export function minorOf(text: string, exponent: number): number | undefined {
  const quick = quickMinor(text, exponent)
  if (quick !== undefined) return quick
  const exact = parseDecimal(text)
  return exact && toMinor(exact, exponent)
}

// What nearly every price is: some digits, a point, some digits. Big integers cost ten times as much.
function quickMinor(text: string, exponent: number): number | undefined {
  const { length } = text
  if (length === 0 || length > 15) return undefined
  let value = 0
  let point = -1
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      const decimals = point < 0 ? 0 : at - point
      if (decimals <= exponent) value = value * 10 + digit
      else if (decimals === exponent + 1 && digit >= 5) value++
    } else if (digit === -2 && point < 0 && at > 0) point = at
    else return undefined
  }
  const decimals = point < 0 ? 0 : length - 1 - point
  for (let missing = exponent - decimals; missing > 0; missing--) value *= 10
  return Number.isSafeInteger(value) ? value : undefined
}

/** The exact sum, as a decimal text. */
export function plus(one: Decimal, other: Decimal): string {
  const scale = Math.max(one.scale, other.scale)
  const at = ({ digits, scale: own }: Decimal) => digits * 10n ** BigInt(scale - own)
  return told({ digits: at(one) + at(other), scale })
}

function told({ digits, scale }: Decimal): string {
  const size = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  const text = scale === 0 ? size : `${size.slice(0, -scale)}.${size.slice(-scale)}`.replace(/\.?0+$/, '')
  return digits < 0n ? `-${text}` : text
}
