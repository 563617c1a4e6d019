/** An event as JSON: what JSON.stringify makes of it, put together from parts whose form is known. */

export interface EventParts {
  /** The event's own fields, in the order in which they are told; undefined ones are not. */
  readonly own: Readonly<Record<string, unknown>>
  /** As `hashUserData` gives it: every list is one of hexadecimal hashes. */
  readonly user: Readonly<Record<string, unknown>>
  readonly custom: Readonly<Record<string, unknown>>
}

export function eventJson({ own, user, custom }: EventParts): string {
  let json = '{'
  for (const key in own) {
    const value = own[key]
    if (value !== undefined) json += `"${key}":${jsonOf(value)},`
  }
  return `${json}"user_data":{${userJson(user)}},"custom_data":${JSON.stringify(custom)}}`
}

// Hashes are most of an event, and need no look at each of their characters.
function userJson(user: Readonly<Record<string, unknown>>): string {
  let json = ''
  for (const key in user) {
    const value = user[key]
    if (value === undefined) continue
    const name = json === '' ? `"${key}":` : `,"${key}":`
    if (!Array.isArray(value)) json += name + jsonOf(value)
    else json += value.length === 1 ? `${name}["${value[0]}"]` : `${name}["${value.join('","')}"]`
  }
  return json
}

function jsonOf(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? `"${value}"` : JSON.stringify(value)
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Whether nothing in it is written otherwise in JSON. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 32 || code > 126 || code === 34 || code === 92) return false
  }
  return true
}
