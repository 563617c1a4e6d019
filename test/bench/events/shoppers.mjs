/** Seeded shoppers and their orders: the same number gives the same ones, and no two numbers give alike. */

// A fifth of names and of cities are beyond ASCII.
const firstNames = ['Anna', 'Boris', 'Chloé', 'Dmitri', 'Elif', 'Frank', 'Grace', 'Hugo', 'Ines', 'Jürgen']
const lastNames = [
  'Miller',
  "O'Neill",
  'García',
  'Kovacs',
  'Smith',
  'Brown',
  'Novák',
  'de Vries',
  'Rossi',
  'Lind',
]
const cities = [
  'Berlin',
  'Zürich',
  'San Francisco',
  'Boston',
  'Austin',
  'Paris',
  'Málaga',
  'Oslo',
  'New York',
  'Leeds',
]
const states = ['ca', 'ny', 'tx', 'wa', 'fl', 'il', 'ma', 'co', 'or', 'az']
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
]
// 2025-01-01; ids of clicks and browsers hold an instant.
const firstVisitAt = 1_735_689_600_000

const pick = (list, index) => list[index % list.length]
const digits = (index, length) => String(index).padStart(length, '0')
/** Spreads consecutive numbers over 32 bits. */
const mixed = (index) => Math.imul(index + 1, 0x9e3779b1) >>> 0

/** Who buys, as a shop's table of customers has it; `every` adds the fields that few shops know. */
export function shopperOf(index, every) {
  const mix = mixed(index)
  const first = pick(firstNames, mix)
  const last = `${pick(lastNames, mix >>> 4)}${index % 7 === 0 ? '' : letters(index)}`
  const month = (mix % 12) + 1
  const day = (mix % 28) + 1
  const year = 1940 + (mix % 65)
  const own = {
    email: `${index % 3 === 0 ? 'Shopper' : 'shopper'}.${index}@example${mix % 50}.com`,
    phone: `+1 (${200 + (mix % 700)}) ${200 + ((mix >>> 8) % 700)}-${digits(index % 10_000, 4)}`,
    firstName: first,
    lastName: last,
    city: pick(cities, mix >>> 8),
    state: pick(states, mix >>> 12),
    zip: digits(10_000 + (mix % 89_999), 5),
    country: 'us',
  }
  if (!every) return own
  return {
    ...own,
    gender: mix % 2 === 0 ? 'f' : 'm',
    dateOfBirth: `${year}${digits(month, 2)}${digits(day, 2)}`,
    dobd: digits(day, 2),
    dobm: digits(month, 2),
    doby: String(year),
    externalId: `customer-${index}`,
    f5first: first.slice(0, 5),
    f5last: last.slice(0, 5),
    fi: first.slice(0, 1),
    appUserId: `app-${index}`,
    clientIpAddress: `2a01:4f8:${(mix & 0xffff).toString(16)}:${(mix >>> 16).toString(16)}::${(index + 1).toString(16).slice(-4)}`,
    clientUserAgent: pick(agents, mix),
    fbc: `fb.1.${firstVisitAt + index}.IwAR${mix.toString(36)}${index.toString(36)}`,
    fbp: `fb.1.${firstVisitAt + index}.${1_000_000_000 + mix}`,
    subscriptionId: `subscription-${index}`,
    leadId: String(1_000_000_000_000 + index),
    fbLoginId: String(2_000_000_000_000 + index),
    madid: `38400000-8cf0-11bd-b23e-${mix.toString(16).padStart(12, '0')}`,
    anonId: `anonymous-${index}`,
    ctwaClid: `clid-${index}`,
    pageId: String(3_000_000_000_000 + index),
  }
}

/** A paid order of one to four lines. */
export function orderOf(index) {
  const mix = mixed(index)
  return {
    orderId: `order-${index}`,
    currency: 'USD',
    delivery: pick(['home_delivery', 'in_store', 'curbside'], mix),
    lines: Array.from({ length: 1 + (mix % 4) }, (_, line) => ({
      product: `SKU-${(mix >>> line) % 50_000}-${line}`,
      quantity: 1 + ((mix >>> (4 + line)) % 3),
      price: (500 + ((mix >>> (8 + line)) % 20_000)) / 100,
    })),
  }
}

function letters(index) {
  let text = ''
  for (let left = index; left > 0; left = Math.floor(left / 26)) text += String.fromCharCode(97 + (left % 26))
  return text
}
