/** Answers in the Graph API's form. */
import { randomBytes } from 'node:crypto'
import type { Refusal } from './refusals.js'
import { languages, texts, titles } from './texts.js'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Of a refusal. */
  readonly code?: number
  readonly subcode?: number
}

/** What a refusal is about: as `['data', 3, 'custom_data', 'contents']`. */
export type Path = readonly (string | number)[]

const json = { 'content-type': 'application/json; charset=UTF-8' }

export function accept(events: number, extra: Readonly<Record<string, unknown>> = {}): Answer {
  return jsonAnswer(200, { events_received: events, messages: [], fbtrace_id: traceId(), ...extra })
}

/**
 * `turn` chooses the language and the place where the path stands: callers must find it anywhere, and only there
 * where it is given at all.
 */
export function refuse(refusal: Refusal, turn: number, path?: Path, namesIndex = true): Answer {
  const { code, subcode, status = 400 } = refusal
  const language = languages[turn % languages.length] ?? 'en'
  const place = namesIndex && path !== undefined ? places[turn % places.length] : undefined
  const [title, sentence] = [titles[language], texts[refusal.text][language]]
  const written = path === undefined ? '' : jsonPath(namesIndex ? path : path.slice(2))
  const said = sentence.replace('{path}', written)
  const vague = sentence.replace('{path}', jsonPath(path?.slice(2) ?? []))
  return {
    ...jsonAnswer(status, {
      error: {
        message: `(#${code}) ${place === 'message' ? said : title}`,
        type: 'OAuthException',
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        is_transient: refusal.isTransient === true,
        error_user_title: title,
        error_user_msg: place === 'userMessage' ? said : vague,
        ...(place === 'blamedParts' && { error_data: { blame_field_specs: [path] } }),
        ...(place === 'blamedPath' && { error_data: JSON.stringify({ blame_field_specs: [[written]] }) }),
        fbtrace_id: traceId(),
      },
    }),
    code,
    ...(subcode !== undefined && { subcode }),
  }
}

// Their number and that of the languages have no common factor, so that every pair comes up.
const places = ['message', 'userMessage', 'blamedParts', 'blamedPath'] as const

export function jsonAnswer(status: number, value: unknown): Answer {
  return { status, headers: json, body: JSON.stringify(value) }
}

function jsonPath(path: Path): string {
  return `$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `['${part}']`)).join('')}`
}

function traceId(): string {
  return `A${randomBytes(16).toString('base64url')}`
}
