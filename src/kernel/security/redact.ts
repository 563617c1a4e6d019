/** Taking secrets out of texts that are about to be logged or shown. */

/** The address up to its query string, which is where feed tokens travel. */
export function withoutQuery(url: unknown): string {
  return String(url).split(/[?#]/, 1)[0] ?? ''
}
