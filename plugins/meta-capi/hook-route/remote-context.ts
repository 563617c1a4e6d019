/** The shopper as a shop in another language tells of them: what a request would have said, in JSON. */
import { z } from 'zod'
import type { Host } from '../../../src/kernel.js'
import { type BotReason, botReasonOf } from '../browser/bots.js'
import { clientAddress } from '../browser/client-address.js'
import { sourceUrlOf } from '../browser/source-url.js'
import type { Configuration } from '../configuration.js'
import { shopperKey } from '../context.js'
import type { Consent, Context } from '../contract.js'
import { hashUserData, type UserDataInput } from '../user-data/index.js'

export const remoteShopper = z.strictObject({
  ip: z.string().max(100).optional(),
  userAgent: z.string().max(2_000).optional(),
  url: z.string().max(8_000).optional(),
  referrer: z.string().max(8_000).optional(),
  fbp: z.string().max(500).optional(),
  fbc: z.string().max(1_000).optional(),
  sessionId: z.string().max(500).optional(),
  consent: z.enum(['granted', 'denied', 'pending']).optional(),
  user: z.record(z.string(), z.unknown()).optional(),
})

export type RemoteShopper = z.infer<typeof remoteShopper>

export const savedContext = z.looseObject({
  version: z.literal(1),
  consent: z.enum(['granted', 'denied', 'pending']),
})

const botReasons: readonly unknown[] = ['crawler', 'prefetch', 'noUserAgent'] satisfies BotReason[]

/** A saved context as it was; what somebody wrote into one by hand, in the clear, is taken as if a shopper's. */
export function contextOfSaved(
  saved: z.infer<typeof savedContext>,
  { country, shopAddress }: Configuration,
  { clock }: Pick<Host, 'clock'>,
): Context {
  const { version, consent, shopper, bot } = saved
  const at = typeof saved.at === 'number' ? saved.at : Math.floor(clock.now() / 1_000)
  if (consent === 'denied') return { version, at, consent, user: {} }
  const sourceUrl = sourceUrlOf(saved.sourceUrl, shopAddress)
  const referrer = sourceUrlOf(saved.referrer)
  return {
    version,
    at,
    consent,
    user: hashUserData((saved.user ?? {}) as UserDataInput, { country }),
    ...(sourceUrl !== undefined && { sourceUrl }),
    ...(referrer !== undefined && { referrer }),
    ...(typeof shopper === 'string' && /^[\da-f]{64}$/.test(shopper) && { shopper }),
    ...(botReasons.includes(bot) && { bot: bot as BotReason }),
  }
}

/** The same as is captured of a request here. */
export function contextOfRemote(
  shopper: RemoteShopper,
  { settings, country, shopAddress }: Configuration,
  { clock }: Pick<Host, 'clock'>,
): Context {
  const at = Math.floor(clock.now() / 1_000)
  const consent: Consent = shopper.consent ?? settings.CONSENT
  if (consent === 'denied') return { version: 1, at, consent, user: {} }
  const user = (shopper.user ?? {}) as UserDataInput
  const sourceUrl = sourceUrlOf(shopper.url, shopAddress)
  const referrer = sourceUrlOf(shopper.referrer)
  const key = shopperKey(shopper.sessionId, user)
  const bot =
    settings.DROP_BOTS && shopper.userAgent !== undefined
      ? botReasonOf({ headers: { 'user-agent': shopper.userAgent } })
      : undefined
  return {
    version: 1,
    at,
    consent,
    user: hashUserData(
      {
        ...user,
        externalId: user.externalId ?? user.external_id ?? shopper.sessionId,
        clientIpAddress: shopper.ip === undefined ? undefined : clientAddress(shopper.ip),
        clientUserAgent: shopper.userAgent,
        fbp: shopper.fbp,
        fbc: shopper.fbc,
      },
      { country },
    ),
    ...(sourceUrl !== undefined && { sourceUrl }),
    ...(referrer !== undefined && { referrer }),
    ...(key !== undefined && { shopper: key }),
    ...(bot !== undefined && { bot }),
  }
}
