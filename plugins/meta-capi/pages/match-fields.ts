/** Fields by which Meta finds who did something: what each one brings, and how a shop gives it. */

export interface MatchField {
  readonly label: string
  /** Meta's; one of them is enough. */
  readonly keys: readonly string[]
  readonly brings: string
  readonly how: string
}

// Those that find most people first: https://developers.facebook.com/docs/marketing-api/conversions-api/best-practices
export const matchFields: readonly MatchField[] = [
  {
    label: 'Mail address',
    keys: ['em'],
    brings: 'Finds the person on every device. It is the strongest sign there is.',
    how: 'Pass it as user.email where the shopper typed it, and let the option identify tell it of whoever is signed in.',
  },
  {
    label: 'Click id',
    keys: ['fbc'],
    brings:
      'Ties the event to the very ad that was clicked. Only visits from an ad have one, so a small share is usual.',
    how: 'It is taken from the address a visit begins with. Leave FACEBOOK_CONVERSION.COOKIES on, and keep fbclid in redirects.',
  },
  {
    label: 'Browser id',
    keys: ['fbp'],
    brings: 'Joins the events of one browser, and those that the browser itself reports.',
    how: 'It is set as a cookie by itself: leave FACEBOOK_CONVERSION.COOKIES on, and save contextOf(req) with an order that is paid later.',
  },
  {
    label: 'Phone number',
    keys: ['ph'],
    brings: 'Finds people who use another mail address at Meta.',
    how: 'Pass it as user.phone from the checkout, with the country where you know it.',
  },
  {
    label: 'Customer id',
    keys: ['external_id'],
    brings: 'Joins what one customer does on several days and devices.',
    how: 'Pass your own customer number as user.externalId; the visit’s session stands in where there is none.',
  },
  {
    label: 'Internet address',
    keys: ['client_ip_address'],
    brings: 'Says roughly where the shopper is. Meta asks for it with every event of a website.',
    how: 'Behind a proxy or a CDN, name its addresses in STORECAST_TRUSTED_PROXIES, so that the shopper’s own address is seen.',
  },
  {
    label: 'Browser and system',
    keys: ['client_user_agent'],
    brings: 'Meta takes no event of a website without it.',
    how: 'It comes with every request; save contextOf(req) with an order that is paid later.',
  },
  {
    label: 'Name',
    keys: ['fn', 'ln'],
    brings: 'Makes a match by phone or place more certain.',
    how: 'Pass user.firstName and user.lastName from the checkout.',
  },
  {
    label: 'Place',
    keys: ['ct', 'zp', 'st', 'country'],
    brings: 'Makes a match by name more certain.',
    how: 'Pass user.city, user.zip and user.country from the address of the order.',
  },
  {
    label: 'Date of birth',
    keys: ['db'],
    brings: 'Tells people of the same name apart.',
    how: 'Pass user.birthday where you ask for it anyway; it is not worth asking for.',
  },
]
