/** Names of query parameters that tell what their value is: a secret, a person's data, or a mark of an advertisement. */

const listed = (table: string): readonly string[] => table.trim().split(/\s+/)

/** Of advertisements: opaque by design, wanted by whoever reads reports. Kept unless a mail address stands in them. */
const marketing = new Set(
  listed(`
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _gl msclkid ttclid twclid li_fat_id
    epik sccid rdt_cid yclid irclickid awc cjevent obclickid tblci mc_cid igsh igshid mibextid
  `),
)
const marketingPrefix = /^(?:utm|hsa|mtm|pk)_\w+$/

/** Telling wherever they stand in a name of which only letters and digits are left. */
const anywhere = new RegExp(
  listed(`
    token passw passphrase secret credential apikey accesskey privatekey signature sessionid sessid authoriz
    authcode oauth samlre csrf xsrf hmac verification contrasena motdepasse kennwort
    email courriel correo phonenumber phoneno mobilephone mobileno telephone telefon firstname lastname fullname
    surname familyname givenname middlename username customername recipientname vorname nachname prenom apellido
    cognome birth geburt address adresse postalcode postcode zipcode passport creditcard cardnumber socialsecurity
    userid customerid
  `).join('|'),
)

/** Telling as one word of a name, as in `order_key`, `customer[mail]` and `loginPin`. */
const words = new Set(
  listed(`
    key auth pass pwd pw sid session sess jwt sig otp pin nonce hash
    mail mailto phone tel mobile cell fax whatsapp login user usr uid ip addr street strasse zip plz dob
    iban bic card cvv cvc ssn lat lng lon latitude longitude
  `),
)

/** Telling as the whole name only: `product_name` and `promo_code` are none. `mc_eid` is a reader of a newsletter. */
const alone = new Set(listed('code name nom nombre nome mceid'))

/** Words that make a row of digits a telephone number. */
const numbered = new Set(listed('number no nr num contact to from recipient sms call wa'))

export type NameTells = 'advertisement' | 'secret' | 'maybePhone' | undefined

/** What a parameter's decoded name says of its value, whatever its case, separators and accents. */
export function whatNameTells(name: string): NameTells {
  const lower = name.toLowerCase()
  if (marketing.has(lower) || marketingPrefix.test(lower)) return 'advertisement'
  const plain = /^\w*$/.test(name) ? name : name.normalize('NFKD').replace(/\p{M}/gu, '')
  const parts = plain.replace(/([a-z\d])(?=[A-Z])/g, '$1 ').toLowerCase()
  const squeezed = parts.replace(/[^a-z\d]/g, '')
  if (anywhere.test(squeezed) || alone.has(squeezed)) return 'secret'
  const separate = parts.split(/[^a-z]+/)
  if (separate.some((word) => words.has(word))) return 'secret'
  return separate.some((word) => numbered.has(word)) ? 'maybePhone' : undefined
}
