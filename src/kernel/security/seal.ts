/** Sealing: AES-256-GCM for secrets at rest, bound to the place where they stand. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

export interface Sealer {
  /** `place` (store, group, key) must be the same at opening, so that a sealed value cannot be moved. */
  seal(plain: string, place: string): string
  /** Undefined where no key of ours opens it, or it stands in another place than it was sealed for. */
  open(sealed: string, place: string): string | undefined
  /** Whether it was sealed with the first, current secret. */
  isCurrent(sealed: string): boolean
}

const version = 'sc1'
const nonceBytes = 12
const tagBytes = 16

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

/** The first secret seals; all of them open, so that a secret can be replaced without a gap. */
export function createSealer(secrets: readonly [string, ...string[]]): Sealer {
  const keys = secrets.map(deriveKey) as [Key, ...Key[]]
  const current = keys[0]
  return {
    seal(plain, place) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [
        version,
        current.id,
        Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url'),
      ].join('.')
    },
    open(sealed, place) {
      const [mark, keyId, text, ...rest] = sealed.split('.')
      const key = keys.find(({ id }) => id === keyId)
      if (mark !== version || !key || !text || rest.length > 0) return undefined
      const bytes = Buffer.from(text, 'base64url')
      // The decoder skips what it does not know; a sealed text has one spelling.
      if (bytes.toString('base64url') !== text) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      try {
        decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        return (
          decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch {
        return undefined
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${version}.${current.id}.`),
  }
}

function deriveKey(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'storecast registry seal', 32))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}
