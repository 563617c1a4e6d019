/** What comes hashed already: by the shop, by an earlier call, or by Meta's parameter builder with its appendix. */

// The builder's appendix is one of six language marks, or six bytes in base64url.
const hashed = /^([0-9a-f]{64})(?:\.(?:[\w-]{8}|AQ|Ag|Aw|BA|BQ|Bg))?$/i

/** The SHA-256 in lower case; undefined where the text is none. MD5 is none: Meta matches SHA-256 only. */
export const hashedBefore = (text: string): string | undefined => hashed.exec(text)?.[1]?.toLowerCase()

const md5 = /^[0-9a-f]{32}$/i

/** Hashed by a function that Meta does not know: hashing it once more could match nobody. */
export const isMd5 = (text: string): boolean => md5.test(text)
