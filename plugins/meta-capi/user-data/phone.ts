/** Phone numbers, as digits with the calling code in front. */
import parsePhone, { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/min'
import { cleanNumber, trunkZero } from './phone-plans.js'
import { asciiDigits } from './text.js'

const callingCodes: ReadonlyMap<string, string> = new Map(
  getCountries().map((country) => [country.toLowerCase(), getCountryCallingCode(country)]),
)

/** Shorter ones are emergency and service numbers, or inner ones of a house. */
const leastDigits = 7
/** From here on, a number without plus sign is taken for an international one where no country is known. */
const likelyInternational = 11
/** The same where one is known: a national number with a digit too many must not become somebody's abroad. */
const surelyInternational = 12

const plus = 43
const zero = 48
const nine = 57
const separatorCodes: ReadonlySet<number> = new Set(Array.from(' ().-/', (sign) => sign.charCodeAt(0)))
const separated = /^\+[\d ().\-/]+$/
const separators = /\D+/g
const onlyDigits = /^[1-9]\d*$/

/**
 * The country decides what a number without calling code means. Without a country, only such numbers are taken
 * that say `+` or `00`, or that are long enough to begin with a calling code, as Meta's page wants them.
 */
export function phoneForm(told: string, country: string | undefined): string | undefined {
  if (told.charCodeAt(0) === plus) {
    const digits = digitsAfterPlus(told)
    if (digits !== '' && cleanNumber.test(digits)) return digits
  }
  const text = asciiDigits(told)
  if (separated.test(text)) {
    const digits = text.replace(separators, '')
    return cleanNumber.test(digits) ? digits : international(text)
  }
  const compact = text.replace(/[ ().\-/]+/g, '')
  if (compact.startsWith('00')) return international(`+${compact.replace(/^0+/, '')}`)
  if (!onlyDigits.test(compact)) return withTrunkZero(compact, country) ?? written(text, country)
  return country === undefined ? withoutCountry(compact) : ofCountry(compact, country)
}

/** Of a number with its plus sign and the usual separators; '' where there is anything else. */
function digitsAfterPlus(told: string): string {
  let digits = ''
  for (let at = 1; at < told.length; at++) {
    const code = told.charCodeAt(at)
    if (code >= zero && code <= nine) digits += told[at]
    else if (!separatorCodes.has(code)) return ''
  }
  return digits
}

/** With a plus sign: what has the length of a number is taken, for new ranges come faster than tables. */
function international(text: string): string | undefined {
  const number = parsePhone(text)
  if (number === undefined) return undefined
  if (number.isPossible()) return longEnough(number.number)
  // Mexico's mobiles lost their 1 in 2019, but chats and address books still have it.
  const retired = /^\+521(\d{10})$/.exec(number.number)?.[1]
  return retired === undefined ? undefined : `52${retired}`
}

function withTrunkZero(compact: string, country: string | undefined): string | undefined {
  const callingCode = country === undefined ? undefined : callingCodes.get(country)
  if (callingCode === undefined || !trunkZero.has(callingCode) || !compact.startsWith('0')) return undefined
  const digits = callingCode + compact.slice(1)
  return cleanNumber.test(digits) ? digits : undefined
}

/** With a zero in front, letters, an extension. */
function written(text: string, country: string | undefined): string | undefined {
  const number = parsePhone(text, regionOf(country))
  return number?.isPossible() ? longEnough(number.number) : undefined
}

function withoutCountry(digits: string): string | undefined {
  if (digits.length < likelyInternational) return undefined
  return cleanNumber.test(digits) ? digits : valid(`+${digits}`, undefined)
}

function ofCountry(digits: string, country: string): string | undefined {
  const callingCode = callingCodes.get(country)
  if (callingCode === undefined) return withoutCountry(digits)
  const whole = digits.startsWith(callingCode)
  if (whole && cleanNumber.test(digits)) return digits
  if (!whole && cleanNumber.test(callingCode + digits)) return callingCode + digits
  // The own calling code may also be the area code of a number that lost its zero; in long ones it is not.
  const asWhole = whole ? valid(`+${digits}`, undefined) : undefined
  if (asWhole !== undefined && digits.length >= surelyInternational) return asWhole
  const asNational = valid(digits, regionOf(country)) ?? asWhole
  if (asNational !== undefined) return asNational
  const foreign = digits.length >= surelyInternational ? valid(`+${digits}`, undefined) : undefined
  return foreign ?? written(digits, country)
}

function valid(text: string, region: CountryCode | undefined): string | undefined {
  const number = parsePhone(text, region)
  return number?.isValid() ? longEnough(number.number) : undefined
}

const longEnough = (e164: string): string | undefined =>
  e164.length > leastDigits ? e164.slice(1) : undefined

const regionOf = (country: string | undefined): CountryCode | undefined =>
  country !== undefined && callingCodes.has(country) ? (country.toUpperCase() as CountryCode) : undefined
