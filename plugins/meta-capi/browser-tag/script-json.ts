/** JSON that can stand inside a script element without ending it. */

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** `value` as a JavaScript literal; neither `</script>` nor `<!--` can come out of it, whatever it holds. */
export function scriptJson(value: unknown): string {
  // In a literal, unlike in JSON, this key would set the object's prototype.
  const json = JSON.stringify(value, (key, held) => (key === '__proto__' ? undefined : held)) ?? 'null'
  return json.replace(/[<>&\u2028\u2029]/g, (found) => escapes[found] ?? '')
}
