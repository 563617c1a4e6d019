/** Numbers that are clean as they stand, so that most phones need no parser. */

/**
 * By calling code: national numbers as they follow it, without trunk prefix or anything else that a parser would
 * take away. A number that is not among them is parsed; a test holds that the parser finds the same for these.
 */
const plans: readonly (readonly [callingCode: string, national: string])[] = [
  ['1', '[2-9]\\d{9}'],
  ['7', '9\\d{9}'],
  ['20', '1[0-25]\\d{8}'],
  ['27', '[6-8]\\d{8}'],
  ['30', '(?:2\\d|69)\\d{8}'],
  ['31', '(?:6[1-58]|[12357]0)\\d{7}'],
  ['32', '(?:4\\d{8}|[2-9]\\d{7})'],
  ['33', '[1-79]\\d{8}'],
  ['34', '[6-9]\\d{8}'],
  ['351', '[29]\\d{8}'],
  ['353', '8[35-9]\\d{7}'],
  ['358', '[45]\\d{8}'],
  ['359', '8[789]\\d{7}'],
  ['36', '(?:[237]0\\d{7}|1\\d{7})'],
  ['380', '[3-9]\\d{8}'],
  ['385', '9[1-9]\\d{6,7}'],
  ['386', '[3-7]\\d{7}'],
  ['39', '(?:3[2-9]\\d{8}|0[26]\\d{8})'],
  ['40', '[237]\\d{8}'],
  ['41', '[2-7]\\d{8}'],
  ['420', '(?:[2-57]\\d{8}|60[1-8]\\d{6})'],
  ['421', '9\\d{8}'],
  ['43', '6[5-9]\\d{7,9}'],
  ['44', '(?:7[1-57-9]\\d{8}|20[378]\\d{7})'],
  ['45', '[2-9]\\d{7}'],
  ['46', '7[02369]\\d{7}'],
  ['47', '[2-79]\\d{7}'],
  ['48', '[1-8]\\d{8}'],
  ['49', '(?:1[5-7]\\d{8,9}|[2-9]\\d{8,9})'],
  ['52', '[2-9]\\d{9}'],
  ['55', '[1-9][1-9]9\\d{8}'],
  ['56', '9\\d{8}'],
  ['57', '3\\d{9}'],
  ['60', '1\\d{8}'],
  ['61', '4\\d{8}'],
  ['62', '8\\d{9,10}'],
  ['63', '9\\d{9}'],
  ['64', '2\\d{7,8}'],
  ['65', '[689]\\d{7}'],
  ['66', '[689]\\d{8}'],
  ['81', '[5-9]0\\d{8}'],
  ['82', '10\\d{8}'],
  ['84', '[35789]\\d{8}'],
  ['852', '[569]\\d{7}'],
  ['86', '1[3-9]\\d{9}'],
  ['886', '9\\d{8}'],
  ['90', '5\\d{9}'],
  ['91', '[6-9]\\d{9}'],
  ['966', '5\\d{8}'],
  ['971', '5\\d{8}'],
  ['972', '5\\d{8}'],
]

/** An international number without its plus sign. */
export const cleanNumber = new RegExp(
  `^(?:${plans.map(([callingCode, national]) => callingCode + national).join('|')})$`,
)

/** Calling codes in whose countries a national number begins with a zero, which goes behind the calling code. */
export const trunkZero: ReadonlySet<string> = new Set(
  `20 27 31 32 33 353 358 359 380 385 386 40 41 421 43 44 46 49 60 61 62 63 64 66 81 82 84 86 886 90 91 966 971
  972`.split(/\s+/),
)
