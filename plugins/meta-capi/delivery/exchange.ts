/** One exchange with the Graph API: what was sent, what was answered, and what that means. */
import { type HttpResult, type SendRecord, timeOrderedId } from '../../../src/kernel.js'
import type { Account } from '../configuration.js'
import { classifyGraphAnswer, type GraphVerdict } from '../graph/classify.js'
import { usageWaitMs } from '../graph/usage.js'
import { batchBody } from './batch-body.js'
import type { GraphSender } from './sender.js'

export interface ExchangeOptions {
  readonly sender: GraphSender
  readonly account: Account
  readonly version: string
  readonly timeoutMs: number
  readonly connectTimeoutMs: number
  readonly now: () => number
}

/** What came of posting some entries. */
export type Answered =
  | { readonly kind: 'answered'; readonly verdict: GraphVerdict; readonly waitMs: number }
  /** Nothing left: it may be sent again at any time. */
  | { readonly kind: 'neverSent'; readonly reason: string }
  /** Meta may have it. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** Posts these events together. */
export async function exchange(
  bodies: readonly string[],
  { sender, account, version, timeoutMs, connectTimeoutMs, now }: ExchangeOptions,
): Promise<{ readonly answered: Answered; readonly record: SendRecord }> {
  const startedAt = now()
  const startedMs = performance.now()
  const result = await sender.post({
    pixelId: account.pixelId,
    version,
    token: account.token,
    body: batchBody(bodies, account.testingCode),
    timeoutMs,
    connectTimeoutMs,
  })
  const answered = readAnswer(result)
  const status = result.state === 'answered' ? result.status : undefined
  const record = recordOf(
    timeOrderedId(startedAt),
    startedAt,
    performance.now() - startedMs,
    bodies.length,
    answered,
    status,
  )
  return { answered, record }
}

export function readAnswer(result: HttpResult): Answered {
  if (result.state !== 'answered') return { kind: result.state, reason: result.reason }
  return {
    kind: 'answered',
    verdict: classifyGraphAnswer({ status: result.status, body: result.body }),
    waitMs: usageWaitMs(result.headers),
  }
}

/** The exchange for people: in numbers, because Meta's words may quote values. */
function recordOf(
  id: string,
  startedAt: number,
  durationMs: number,
  entries: number,
  answered: Answered,
  status: number | undefined,
): SendRecord {
  const shared = { id, startedAt, durationMs, entries }
  if (answered.kind !== 'answered') return { ...shared, outcome: answered.kind, answer: answered.reason }
  const { code, subcode, index, field, traceId } = answered.verdict
  const words = [
    `HTTP ${status}`,
    code !== undefined && `error ${code}${subcode === undefined ? '' : `/${subcode}`}`,
    index !== undefined && `event ${index}`,
    field !== undefined && field,
    traceId !== undefined && `trace ${traceId}`,
  ]
  return { ...shared, outcome: answered.verdict.class, answer: words.filter(Boolean).join(', ') }
}
