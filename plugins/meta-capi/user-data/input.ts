/** What a shop tells of a shopper, in the shop's own words or under Meta's keys. */

/** Empty text, null and undefined say nothing; a number must be a whole one. */
export type Told = string | number | null | undefined

/** One value, or several of the same person: two phones, a maiden name. */
export type OneOrMore<Value> = Value | readonly Value[]

/**
 * Clear text or SHA-256 hex, also mixed. Several names of one field may be given at once: they add up, first ones
 * first. Names in snake_case (`first_name`) are taken as well.
 */
export interface UserDataInput {
  readonly em?: OneOrMore<Told>
  readonly email?: OneOrMore<Told>
  readonly emails?: OneOrMore<Told>
  readonly mail?: OneOrMore<Told>
  readonly emailAddress?: OneOrMore<Told>
  readonly ph?: OneOrMore<Told>
  readonly phone?: OneOrMore<Told>
  readonly phones?: OneOrMore<Told>
  readonly phoneNumber?: OneOrMore<Told>
  readonly telephone?: OneOrMore<Told>
  readonly mobile?: OneOrMore<Told>
  readonly fn?: OneOrMore<Told>
  readonly firstName?: OneOrMore<Told>
  readonly firstNames?: OneOrMore<Told>
  readonly givenName?: OneOrMore<Told>
  readonly forename?: OneOrMore<Told>
  readonly ln?: OneOrMore<Told>
  readonly lastName?: OneOrMore<Told>
  readonly lastNames?: OneOrMore<Told>
  readonly familyName?: OneOrMore<Told>
  readonly surname?: OneOrMore<Told>
  readonly ge?: OneOrMore<Told>
  readonly gender?: OneOrMore<Told>
  readonly genders?: OneOrMore<Told>
  readonly sex?: OneOrMore<Told>
  /** A Date is read in UTC; text in ISO form, or with a day above 12: what could be two dates is none. */
  readonly db?: OneOrMore<Told | Date>
  readonly dateOfBirth?: OneOrMore<Told | Date>
  readonly datesOfBirth?: OneOrMore<Told | Date>
  readonly birthDate?: OneOrMore<Told | Date>
  readonly birthdate?: OneOrMore<Told | Date>
  readonly birthday?: OneOrMore<Told | Date>
  readonly dob?: OneOrMore<Told | Date>
  readonly dobd?: OneOrMore<Told>
  readonly birthDay?: OneOrMore<Told>
  readonly dobm?: OneOrMore<Told>
  readonly birthMonth?: OneOrMore<Told>
  readonly doby?: OneOrMore<Told>
  readonly birthYear?: OneOrMore<Told>
  readonly ct?: OneOrMore<Told>
  readonly city?: OneOrMore<Told>
  readonly cities?: OneOrMore<Told>
  readonly town?: OneOrMore<Told>
  readonly st?: OneOrMore<Told>
  readonly state?: OneOrMore<Told>
  readonly states?: OneOrMore<Told>
  readonly province?: OneOrMore<Told>
  readonly region?: OneOrMore<Told>
  readonly zp?: OneOrMore<Told>
  readonly zip?: OneOrMore<Told>
  readonly zips?: OneOrMore<Told>
  readonly zipCode?: OneOrMore<Told>
  readonly postalCode?: OneOrMore<Told>
  readonly postcode?: OneOrMore<Told>
  /** ISO codes of two or three letters, or a name; phones, states and postal codes are read by it. */
  readonly country?: OneOrMore<Told>
  readonly countries?: OneOrMore<Told>
  readonly countryCode?: OneOrMore<Told>
  /** Must be the very text that the pixel is given, upper and lower case included. */
  readonly external_id?: OneOrMore<Told>
  readonly externalId?: OneOrMore<Told>
  readonly externalIds?: OneOrMore<Told>
  readonly userId?: OneOrMore<Told>
  readonly customerId?: OneOrMore<Told>
  readonly f5first?: OneOrMore<Told>
  readonly f5last?: OneOrMore<Told>
  readonly fi?: OneOrMore<Told>
  readonly firstInitial?: OneOrMore<Told>
  readonly app_user_id?: OneOrMore<Told>
  readonly appUserId?: OneOrMore<Told>
  readonly client_ip_address?: Told
  readonly clientIpAddress?: Told
  readonly ipAddress?: Told
  readonly ip?: Told
  readonly client_user_agent?: Told
  readonly clientUserAgent?: Told
  readonly userAgent?: Told
  readonly fbc?: Told
  readonly fbp?: Told
  readonly subscription_id?: Told
  readonly subscriptionId?: Told
  /** As text where it has more than 15 digits: a JavaScript number no longer holds it exactly. */
  readonly lead_id?: Told
  readonly leadId?: Told
  readonly fb_login_id?: Told
  readonly fbLoginId?: Told
  readonly facebookLoginId?: Told
  readonly madid?: Told
  readonly mobileAdvertiserId?: Told
  readonly anon_id?: Told
  readonly anonId?: Told
  readonly page_id?: Told
  readonly pageId?: Told
  readonly page_scoped_user_id?: Told
  readonly pageScopedUserId?: Told
  readonly ctwa_clid?: Told
  readonly ctwaClid?: Told
  readonly ig_account_id?: Told
  readonly igAccountId?: Told
  readonly ig_sid?: Told
  readonly igSid?: Told
}
