/** Access by signature: who holds the key of a store signs what it sends, and the raw bytes are held against it. */
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import { isFresh, readSignature, type Signature, verify } from '../security/signature.js'
import { discard } from './body-limit.js'
import type { Exchange } from './exchange.js'
import { readBody } from './raw-body.js'
import type { Access } from './route.js'

/** Counts the call's credentials as wrong ones, and throws: `why`, or that there were too many. */
export type Refuse = (req: IncomingMessage, why: AppError) => Promise<never>

type SignedAccess = Extract<Access, { readonly kind: 'signed' }>

const header = 'storecast-signature'

export function createSignatureCheck(clock: Clock, refuse: Refuse) {
  /** All that can be judged before the body is here. */
  async function admit({ req, res, store }: Exchange, access: SignedAccess) {
    const gate = await access.gate(store)
    if (gate.state === 'closed') throw gate.why
    const offered = req.headers[header]
    if (offered === undefined || offered === '') {
      res.setHeader('www-authenticate', `Storecast-Signature realm="${access.realm}"`)
      throw new AppError(
        'SIGNATURE_MISSING',
        'unauthenticated',
        'Sign the request: Storecast-Signature is t=<Unix seconds>,v1=<hex>.',
      )
    }
    const signature = readSignature(String(offered))
    if (signature === undefined) return refuse(req, malformed())
    // Not counted as wrong: it may be a right one, and a sender whose clock is off must be told so, not locked out.
    if (!isFresh(signature, clock.now())) {
      throw new AppError(
        'SIGNATURE_STALE',
        'forbidden',
        'The time of the signature is too far from the clock here, which the Date header shows.',
      )
    }
    requireJson(req)
    return { signature, keys: gate.keys }
  }

  return async (exchange: Exchange, access: SignedAccess): Promise<void> => {
    const { req } = exchange
    let admitted: { readonly signature: Signature; readonly keys: readonly string[] }
    try {
      admitted = await admit(exchange, access)
    } catch (error) {
      await discard(req)
      throw error
    }
    const body = await readBody(req, exchange.signal)
    if (!verify(body, admitted.signature, admitted.keys)) return refuse(req, wrong())
    exchange.keepBody(body)
  }
}

function malformed(): AppError {
  return new AppError(
    'SIGNATURE_MALFORMED',
    'forbidden',
    'Storecast-Signature cannot be read: it is t=<Unix seconds>,v1=<64 hex digits>.',
  )
}

function wrong(): AppError {
  return new AppError(
    'SIGNATURE_WRONG',
    'forbidden',
    'The signature is not that of these bytes at this time, under a key that is valid here.',
  )
}

// Also what makes a browser ask first before it sends this for another site.
function requireJson({ headers }: IncomingMessage): void {
  const isJson = /^application\/json *(?:; *charset="?utf-8"? *)?$/i.test(headers['content-type'] ?? '')
  const coding = headers['content-encoding'] ?? 'identity'
  if (isJson && coding === 'identity') return
  throw new AppError(
    'BODY_NOT_JSON',
    'wrongType',
    'Send the body as Content-Type: application/json, in UTF-8 and uncompressed.',
  )
}
