/** An event as it may be shown: what points at a person is shortened, until it tells two of them apart and no more. */

export type Json = Readonly<Record<string, unknown>>

/** What other modules put into the outbox may be no JSON; then undefined. */
export function parsedBody(body: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(body)
    return isJson(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

export const partOf = (event: Json, name: string): Json => (isJson(event[name]) ? event[name] : {})

export function redacted(event: Json): Json {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      telling.has(name) ? shortenedIn(value) : withoutHashes(value),
    ]),
  )
}

function shortenedIn(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => shortenedIn(each, name))
  if (isJson(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortenedIn(each, key)]))
  if (typeof value === 'string' || typeof value === 'number') return shortened(String(value), name)
  return value
}

const telling: ReadonlySet<string> = new Set(['user_data', 'app_data'])
const isHash = /^[0-9a-f]{64}$/i
// Enough of a browser's name to know it, and not so much that it is one of a few.
const agentLength = 40
const lengthShown = 8

function shortened(text: string, name: string): string {
  if (name === 'client_ip_address')
    return `${text
      .split(/[.:]/)
      .slice(0, 2)
      .join(text.includes(':') ? ':' : '.')}…`
  const most = name === 'client_user_agent' ? agentLength : Math.min(lengthShown, Math.ceil(text.length / 2))
  return text.length > most ? `${[...text].slice(0, most).join('')}…` : text
}

/** Hashes may stand wherever a shop put them. */
function withoutHashes(value: unknown): unknown {
  if (typeof value === 'string') return isHash.test(value) ? shortened(value, '') : value
  if (Array.isArray(value)) return value.map(withoutHashes)
  if (!isJson(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutHashes(each)]))
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
