/** What a new password must be: long, not the name, and none that everybody tries first. */

/** NIST's advice: length counts, a mixture of signs does not. */
export const leastPasswordLength = 12
export const greatestPasswordLength = 256

// The commonest of the published lists that are long enough, and what lies near here.
const commonest: ReadonlySet<string> = new Set([
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'mypassword123',
  'passw0rd1234',
  'p@ssw0rd1234',
  'changeme1234',
  'changemechangeme',
  'letmein12345',
  'welcome12345',
  'welcomewelcome',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  'qwertyqwerty',
  'qwerty123456',
  'qwertzuiop123',
  'azertyuiop12',
  'azertyuiop123',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'asdfghjkl123',
  'zxcvbnm12345',
  'abc123abc123',
  'abcd1234abcd',
  'iloveyou1234',
  'iloveyouforever',
  'administrator',
  'administrator1',
  'adminadmin12',
  'adminadminadmin',
  'admin1234567',
  'storecast123',
  'storecast1234',
  'storecaststorecast',
  'correcthorsebatterystaple',
])

const rows = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'] as const

/** What is wrong with it, in words for whoever typed it; undefined where nothing is. */
export function passwordFault(password: string, name: string): string | undefined {
  const length = [...password].length
  if (length < leastPasswordLength)
    return `Use at least ${leastPasswordLength} characters; a few words in a row are easy to remember.`
  if (length > greatestPasswordLength) return `Use at most ${greatestPasswordLength} characters.`
  const plain = password.toLowerCase()
  if (name !== '' && plain.replaceAll(name.toLowerCase(), '').length < 4)
    return 'Use something else than your name.'
  if (commonest.has(plain) || isMonotonous(plain)) return 'Many people use this one; use another.'
  return undefined
}

function isMonotonous(text: string): boolean {
  const backwards = [...text].reverse().join('')
  return /^(.{1,4})\1+.?$/su.test(text) || rows.some((row) => row.includes(text) || row.includes(backwards))
}
