/** What of a request is looked at: Node's and Express's requests fit, and so does a plain object. */

export interface RequestLike {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly url?: string | undefined
  /** Express's, which a mounted router does not shorten. */
  readonly originalUrl?: string | undefined
  /** What a cookie parser left; anything may stand there. */
  readonly cookies?: unknown
}

/** The first value of a header; undefined where there is none or an empty one. */
export function headerOf(req: RequestLike, name: string): string | undefined {
  const value: unknown = req.headers[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first !== '' ? first : undefined
}
