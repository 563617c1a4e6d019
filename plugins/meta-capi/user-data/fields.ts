/** The fields of user data: Meta's key, what becomes of a value, and the names under which a shop may tell it. */
import { birthDateForm, birthDayForm, birthMonthForm, birthYearForm } from './birth.js'
import { fbc, fbp, publicAddress, userAgent } from './browser.js'
import { cityForms } from './city.js'
import { countryCode, countryHash } from './country.js'
import { emailForm } from './email.js'
import { genderForm } from './gender.js'
import { advertisingId, appUserIdForm, externalIdForm, identifier, metaNumber } from './identifier.js'
import type { UserDataInput } from './input.js'
import { beginning, nameForms } from './name.js'
import { phoneForm } from './phone.js'
import { postalCodeForm } from './postal-code.js'
import { knownHashes, sha256 } from './sha256.js'
import { stateForms } from './state.js'
import { statesOfAmerica, statesOfCanada } from './state-names.js'

/** What is hashed of a trimmed text: one form, or those on which Meta's own rules disagree, its page's first. */
export type Forms = (text: string, country: string | undefined) => string | readonly string[] | undefined

export interface Field {
  /** Meta's. */
  readonly key: string
  readonly takesDates: boolean
  /** For ids of a shop's own: 32 hex digits are such an id, and no MD5. */
  readonly takesAnyText: boolean
  readonly forms: Forms
  readonly hash: (form: string) => string
  /** Of a field that goes unhashed: what is sent of a trimmed text. */
  readonly plain?: (text: string) => string | number | undefined
}

type Name = keyof UserDataInput
type Entry = readonly [field: Field, names: readonly Name[]]

const hashed = (key: Name, forms: Forms, names: readonly Name[], more: Partial<Field> = {}): Entry => [
  { key, takesDates: false, takesAnyText: false, forms, hash: sha256, ...more },
  names,
]

const plain = (key: Name, value: NonNullable<Field['plain']>, names: readonly Name[]): Entry => [
  { key, takesDates: false, takesAnyText: false, forms: () => undefined, hash: sha256, plain: value },
  names,
]

const years = Array.from({ length: 200 }, (_, i) => String(1900 + i))
const twoDigits = Array.from({ length: 31 }, (_, i) => String(i + 1).padStart(2, '0'))

const entries: readonly Entry[] = [
  hashed('em', emailForm, ['email', 'emails', 'mail', 'emailAddress']),
  hashed('ph', phoneForm, ['phone', 'phones', 'phoneNumber', 'telephone', 'mobile']),
  hashed('fn', nameForms, ['firstName', 'firstNames', 'givenName', 'forename']),
  hashed('ln', nameForms, ['lastName', 'lastNames', 'familyName', 'surname']),
  hashed('ge', genderForm, ['gender', 'genders', 'sex'], { hash: knownHashes(['f', 'm']) }),
  hashed('db', birthDateForm, ['dateOfBirth', 'datesOfBirth', 'birthDate', 'birthdate', 'birthday', 'dob'], {
    takesDates: true,
  }),
  hashed('dobd', birthDayForm, ['birthDay'], { hash: knownHashes(twoDigits) }),
  hashed('dobm', birthMonthForm, ['birthMonth'], { hash: knownHashes(twoDigits) }),
  hashed('doby', birthYearForm, ['birthYear'], { hash: knownHashes(years) }),
  hashed('ct', cityForms, ['city', 'cities', 'town']),
  hashed('st', stateForms, ['state', 'states', 'province', 'region'], {
    hash: knownHashes([...statesOfAmerica.values(), ...statesOfCanada.values()]),
  }),
  hashed('zp', postalCodeForm, ['zip', 'zips', 'zipCode', 'postalCode', 'postcode']),
  hashed('country', countryCode, ['countries', 'countryCode'], { hash: countryHash }),
  hashed('external_id', externalIdForm, ['externalId', 'externalIds', 'userId', 'customerId'], {
    takesAnyText: true,
  }),
  hashed('f5first', beginning(5), []),
  hashed('f5last', beginning(5), []),
  hashed('fi', beginning(1), ['firstInitial']),
  hashed('app_user_id', appUserIdForm, ['appUserId'], { takesAnyText: true }),
  plain('client_ip_address', publicAddress, ['clientIpAddress', 'ipAddress', 'ip']),
  plain('client_user_agent', userAgent, ['clientUserAgent', 'userAgent']),
  plain('fbc', fbc, []),
  plain('fbp', fbp, []),
  plain('subscription_id', identifier, ['subscriptionId']),
  plain('lead_id', metaNumber, ['leadId']),
  plain('fb_login_id', metaNumber, ['fbLoginId', 'facebookLoginId']),
  plain('madid', advertisingId, ['mobileAdvertiserId']),
  plain('anon_id', identifier, ['anonId']),
  plain('page_id', identifier, ['pageId']),
  plain('page_scoped_user_id', identifier, ['pageScopedUserId']),
  plain('ctwa_clid', identifier, ['ctwaClid']),
  plain('ig_account_id', identifier, ['igAccountId']),
  plain('ig_sid', identifier, ['igSid']),
]

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** By every name: Meta's key, the long ones, and those in snake_case. */
export const fields: ReadonlyMap<string, Field> = new Map(
  entries.flatMap(([field, names]) =>
    [field.key, ...names, ...names.map(snakeCase)].map((name) => [name, field] as const),
  ),
)

/** All names of one field, under which a shop may tell it. */
export const namesOf = (key: Name): readonly string[] =>
  [...fields].filter(([, field]) => field.key === key).map(([name]) => name)
