/** Taking secrets out of texts that are about to be logged or shown. */

/** The address up to its query string, which is where feed tokens travel. */
export function withoutQuery(url: unknown): string {
  return String(url).split(/[?#]/, 1)[0] ?? ''
}

/** A text whose addresses have lost their user, password and query string. */
export function withoutAddressSecrets(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/]*@)?([^\s?#"'<>]*)(?:[?#][^\s"'<>]*)?/gi, '$1$2')
}
