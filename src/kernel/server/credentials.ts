/** What a caller presents to be let in: `token=` in the address, or an Authorization header of Bearer or Basic. */
import type { IncomingMessage } from 'node:http'
import { queryOf } from './query.js'

export type Credentials =
  | { readonly state: 'none' }
  /** Something was presented that cannot be read; it counts as wrong. */
  | { readonly state: 'unreadable' }
  | { readonly state: 'presented'; readonly token: string }

const none: Credentials = { state: 'none' }
const unreadable: Credentials = { state: 'unreadable' }

/** Reads what `req` presents; `token=` wins over the header, which a proxy in front may need for itself. */
export function credentialsOf(req: IncomingMessage): Credentials {
  const inAddress = queryOf(req).getAll('token')
  if (inAddress.length > 1) return unreadable
  if (inAddress.length === 1) return presented(inAddress[0])
  const header = req.headers.authorization
  return header === undefined || header === '' ? none : fromHeader(header)
}

function fromHeader(header: string): Credentials {
  const [, scheme, value] = /^([a-z]+) +([!-~]+) *$/i.exec(header) ?? []
  if (scheme === undefined || value === undefined) return unreadable
  if (/^bearer$/i.test(scheme)) return presented(value)
  if (/^basic$/i.test(scheme)) return fromBasic(value)
  return unreadable
}

// Platforms' forms differ in what they let a merchant fill in: the token may stand in either of the two fields.
function fromBasic(value: string): Credentials {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return unreadable
  const pair = Buffer.from(value, 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  if (colon < 0) return unreadable
  return presented(pair.slice(colon + 1) || pair.slice(0, colon))
}

function presented(token: string | undefined): Credentials {
  return token === undefined || token === '' ? unreadable : { state: 'presented', token }
}
