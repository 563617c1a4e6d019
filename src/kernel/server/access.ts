/** Lets a call in or turns it away, by its route's access alone and before anything else is looked up. */
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import { isOneOf } from '../security/compare.js'
import type { ClientReader } from './client.js'
import { credentialsOf } from './credentials.js'
import type { Exchange } from './exchange.js'
import type { RateLimit } from './rate-limit.js'
import type { Access, Call } from './route.js'
import type { ServerSettings } from './server-settings.js'
import { createSignatureCheck } from './signed-access.js'

export interface AccessOptions {
  readonly failures: RateLimit
  readonly settings: () => Promise<ServerSettings>
  readonly client: ClientReader
  readonly clock: Clock
}

/** Resolves for a caller who may come in and throws the answer for one who may not. */
export type AccessCheck = (exchange: Exchange, access: Access) => Promise<void>

export function createAccessCheck({ failures, settings, client, clock }: AccessOptions): AccessCheck {
  const checkSignature = createSignatureCheck(clock, refuse)

  async function refuse(req: IncomingMessage, why: AppError): Promise<never> {
    const { failedCredentialsPerMinute } = await settings()
    const retryAfterSeconds = await failures.count(client.address(req), failedCredentialsPerMinute)
    if (retryAfterSeconds > 0) {
      const message = 'Too many wrong credentials came from this address.'
      throw new AppError('CREDENTIALS_LIMITED', 'tooMany', message, { retryAfterSeconds })
    }
    throw why
  }

  async function checkToken(call: Call, access: Extract<Access, { readonly kind: 'token' }>): Promise<void> {
    const gate = await access.gate(call.store)
    if (gate.state === 'closed') throw gate.why
    if (gate.state === 'open') return

    const credentials = credentialsOf(call.req)
    if (credentials.state === 'none') {
      call.res.setHeader('www-authenticate', challengesOf(access.realm))
      throw new AppError(
        'CREDENTIALS_MISSING',
        'unauthenticated',
        'Send the token, as token=, Bearer or Basic.',
      )
    }
    // Checked before the failures are counted: a guesser who shares an address never locks the right caller out.
    if (credentials.state === 'presented' && isOneOf(credentials.token, gate.tokens)) return

    const why = new AppError('CREDENTIALS_WRONG', 'forbidden', 'These credentials are not the right ones.')
    await refuse(call.req, why)
  }

  return async (exchange, access) => {
    if (access.kind === 'token') await checkToken(exchange, access)
    if (access.kind === 'admin') await access.gate(exchange, access.role)
    if (access.kind === 'signed') await checkSignature(exchange, access)
  }
}

function challengesOf(realm: string): string[] {
  return [`Basic realm="${realm}", charset="UTF-8"`, `Bearer realm="${realm}"`]
}
