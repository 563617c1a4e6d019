/** Passwords as they are stored: by scrypt, with its parameters beside the result. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { readOneTimePassword } from './one-time.js'

interface Parameters {
  readonly cost: number
  readonly blockSize: number
  readonly parallelism: number
}

interface Scrypted extends Parameters {
  readonly salt: Buffer
  readonly key: Buffer
}

// OWASP's second row for scrypt: 32 MB for each.
const current: Parameters = { cost: 32_768, blockSize: 8, parallelism: 1 }
const keyLength = 32
const saltLength = 16

/** Stands in for the password of nobody, so that an unknown name takes as long as a wrong password. */
const nobodys: Scrypted = { ...current, salt: Buffer.alloc(saltLength), key: Buffer.alloc(keyLength) }

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength)
  const key = await derive(password, { ...current, salt })
  const { cost, blockSize, parallelism } = current
  return ['scrypt', cost, blockSize, parallelism, salt.toString('base64url'), key.toString('base64url')].join(
    '$',
  )
}

/** Nothing slow: a hundred random bits cannot be tried out, and every first start makes one. */
export function hashOneTimePassword(password: string): string {
  const salt = randomBytes(saltLength)
  return ['once', salt.toString('base64url'), digest(password, salt).toString('base64url')].join('$')
}

/** Takes equally long whatever is stored, nothing included. */
export async function isPassword(stored: string | undefined, typed: string): Promise<boolean> {
  const scrypted = readScrypted(stored)
  const { key } = scrypted ?? nobodys
  const isKey = timingSafeEqual(await derive(typed, scrypted ?? nobodys), key)
  if (scrypted !== undefined) return isKey
  const [kind, onceSalt = '', once = ''] = stored?.split('$') ?? []
  const offered = digest(typed, Buffer.from(onceSalt, 'base64url'))
  const expected = Buffer.from(once, 'base64url')
  return kind === 'once' && expected.length === keyLength && timingSafeEqual(offered, expected)
}

/** Whether it was made with other parameters than today's. */
export function isOutdated(stored: string): boolean {
  const read = readScrypted(stored)
  if (read === undefined) return false
  return (Object.keys(current) as (keyof Parameters)[]).some((name) => read[name] !== current[name])
}

function readScrypted(stored: string | undefined): Scrypted | undefined {
  const [kind, cost, blockSize, parallelism, salt = '', key = ''] = stored?.split('$') ?? []
  if (kind !== 'scrypt') return undefined
  return {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

function digest(password: string, salt: Buffer): Buffer {
  return createHash('sha256').update(salt).update(readOneTimePassword(password)).digest()
}

function derive(
  password: string,
  { cost, blockSize, parallelism, salt }: Omit<Scrypted, 'key'>,
): Promise<Buffer> {
  // What two keyboards write for the same letters is the same password.
  const text = password.normalize('NFKC')
  const options = { cost, blockSize, parallelization: parallelism, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) => {
    scrypt(text, salt, keyLength, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
