/** What a signed hook takes: a saved context or a shopper, and the data that the hook of the same name takes. */
import { z } from 'zod'
import { AppError } from '../../../src/kernel.js'
import { remoteShopper, savedContext } from './remote-context.js'

const payload = z.strictObject({
  /** Of an earlier request, as `contextOf` gave it. */
  context: savedContext.optional(),
  shopper: remoteShopper.optional(),
  data: z.record(z.string(), z.unknown()).default({}),
})

export type HookPayload = z.infer<typeof payload>

/** Throws HOOK_PAYLOAD, which names what is wrong and holds no value of it. */
export function readPayload(body: Buffer): HookPayload {
  const read = payload.safeParse(parsed(body))
  if (read.success) return read.data
  const places = [...new Set(read.error.issues.map(({ path }) => path.join('.') || 'the body'))]
  throw payloadError(places.slice(0, 5).join(', '))
}

export function payloadError(field: string): AppError {
  return new AppError('HOOK_PAYLOAD', 'invalid', `Missing or not valid: ${field}.`)
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}
