/** The appendix that Meta's parameter builders hang on values: `.AQ` of the old ones, `.AQQCAQMC` of the newer. */

// Six languages, once by a token of two characters, once as the second byte after the format's 0x01, in base64url.
// https://github.com/facebook/capi-param-builder
const appendix = /^(?:A[Qgw]|B[AQg]|AQ[E-Zab][\w-]{5})$/

/** All appendixes taken off; what is nothing but an appendix stays. */
export function withoutAppendix(value: string): string {
  let bare = value
  for (let dot = bare.lastIndexOf('.'); dot > 0; dot = bare.lastIndexOf('.')) {
    if (!appendix.test(bare.slice(dot + 1))) break
    bare = bare.slice(0, dot)
  }
  return bare
}
