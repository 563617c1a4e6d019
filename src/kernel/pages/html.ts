/** HTML as a template that escapes by itself: whatever is put in comes out as text. */

/** Markup that is safe to send as it is; only `html` and `trusted` make it. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** What a template takes; `false`, `null` and `undefined` show nothing. */
export type Shown = Html | string | number | false | null | undefined | readonly Shown[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes what stands between the parts, in text and in quoted attributes; an unquoted attribute is not safe. */
export function html(parts: TemplateStringsArray, ...shown: readonly Shown[]): Html {
  return new Html(parts.reduce((text, part, place) => text + write(shown[place - 1]) + part))
}

/** Markup that somebody else has made safe. */
export function trusted(markup: string): Html {
  return new Html(markup)
}

function write(shown: Shown): string {
  if (shown === false || shown === null || shown === undefined) return ''
  if (shown instanceof Html) return shown.toString()
  if (Array.isArray(shown)) return shown.map(write).join('')
  return String(shown).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
