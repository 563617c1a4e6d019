/** Delivering one claim: sent together, and where Meta refuses the whole for one event, in ever smaller parts. */
import {
  type Delivery,
  type Entry,
  type Errand,
  type SendRecord,
  timeOrderedId,
  type Verdict,
} from '../../../src/kernel.js'
import type { Account } from '../configuration.js'
import { batchBody } from './batch-body.js'
import { type Answered, readAnswer, recordOf } from './exchange.js'
import { isSuspect, repaired } from './repairs.js'
import type { GraphSender } from './sender.js'

export interface DeliverOptions {
  readonly sender: GraphSender
  readonly account: Account
  readonly version: string
  readonly timeoutMs: number
  readonly connectTimeoutMs: number
  readonly now: () => number
  /** Told of credentials and settings that Meta refuses. */
  readonly onHold: (kind: 'credentials' | 'configuration', answer: string) => void
}

/** An entry with the body that is to be sent, which may be a mended one. */
interface Parcel {
  readonly entry: Entry
  readonly body: string
}

// What fails again and again may be the fault of one entry that no answer names.
const togetherUntilAttempts = 4
const mostAfterThat = 10
const aloneFromAttempts = 7
const throttledWaitMs = 60_000
const believedFromAttempts = 3
const mostUnexplained = 3

export async function deliver(errand: Errand, options: DeliverOptions): Promise<Delivery> {
  const { account, now } = options
  const verdicts = new Map<string, Verdict>()
  const sends: SendRecord[] = []
  const parts: Parcel[][] = partsOf(errand.entries)
  let health: Delivery['health'] = 'unasked'
  let pauseMs = 0
  let hasTaken = false
  let unexplained = 0
  const taken = account.testingCode === undefined ? 'done' : 'tested'
  // Sent with an answer that counted fewer: Meta may have them, whatever becomes of the call that was to find out.
  const doubted = new Map<string, string>()
  const answer = (rest: Omit<Delivery, 'verdicts' | 'sends'>): Delivery => {
    for (const [id, sendId] of doubted)
      if (!verdicts.has(id))
        verdicts.set(id, { outcome: { kind: 'retry', reason: 'notCounted', isDoubtful: true }, sendId })
    return { verdicts, sends, ...rest }
  }

  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    // What is left waits on, as if it had never been taken.
    if (!errand.mayStart()) break
    const { answered, record } = await exchange(part, options)
    sends.push(record)
    const decide = (parcels: readonly Parcel[], outcome: Verdict['outcome']) => {
      for (const { entry } of parcels) {
        const isDoubted = outcome.kind === 'retry' && doubted.has(entry.id)
        verdicts.set(entry.id, {
          outcome: isDoubted ? { ...outcome, isDoubtful: true } : outcome,
          sendId: record.id,
        })
      }
    }
    if (answered.kind !== 'answered') {
      health = 'ill'
      const isDoubtful = answered.kind === 'unknown'
      decide(part, { kind: 'retry', reason: answered.reason, isDoubtful })
      break
    }
    const { verdict, waitMs } = answered
    pauseMs = Math.max(pauseMs, waitMs)
    switch (verdict.class) {
      case 'accepted':
        health = 'well'
        hasTaken = true
        parts.unshift(...acceptedParts(part, verdict.received, decide, taken))
        for (const { entry } of part) if (!verdicts.has(entry.id)) doubted.set(entry.id, record.id)
        break
      case 'event':
      case 'repair': {
        health = 'well'
        const reason = `refused ${verdict.code ?? ''}/${verdict.subcode ?? ''}`
        parts.unshift(
          ...refusedParts(part, verdict, (parcel) => {
            // A number that nobody explained may be a fault of the whole call: it is believed when it is repeated.
            const isBelieved = verdict.isKnown || parcel.entry.attempts >= believedFromAttempts
            if (!isBelieved) unexplained++
            decide(
              [parcel],
              isBelieved ? { kind: 'dead', reason } : { kind: 'retry', reason, isDoubtful: false },
            )
          }),
        )
        if (unexplained >= mostUnexplained && !hasTaken) return answer({ health: 'ill' })
        break
      }
      case 'throttled':
        pauseMs = Math.max(waitMs, throttledWaitMs)
        decide(part, {
          kind: 'retry',
          reason: 'throttled',
          isDoubtful: false,
          isFree: true,
          afterMs: pauseMs,
        })
        return answer({ health: 'well', pauseMs })
      case 'transient':
        health = 'ill'
        decide(part, {
          kind: 'retry',
          reason: `transient ${verdict.code ?? ''}`.trim(),
          isDoubtful: verdict.isDoubtful,
        })
        return answer({ health, pauseMs })
      case 'credentials':
      case 'configuration':
        options.onHold(verdict.class, record.answer)
        decide(part, { kind: 'retry', reason: verdict.class, isDoubtful: false, isFree: true, afterMs: 0 })
        return answer({ health: 'unasked', hold: { print: account.print } })
    }
  }
  return answer({ health, ...(pauseMs > 0 && { pauseMs }) })

  async function exchange(
    part: readonly Parcel[],
    { sender, version, timeoutMs, connectTimeoutMs }: DeliverOptions,
  ) {
    const startedAt = now()
    const startedMs = performance.now()
    const result = await sender.post({
      pixelId: account.pixelId,
      version,
      token: account.token,
      body: batchBody(
        part.map(({ body }) => body),
        account.testingCode,
      ),
      timeoutMs,
      connectTimeoutMs,
    })
    const answered: Answered = readAnswer(result)
    const status = result.state === 'answered' ? result.status : undefined
    const record = recordOf(
      timeOrderedId(startedAt),
      startedAt,
      performance.now() - startedMs,
      part.length,
      answered,
      status,
    )
    return { answered, record }
  }
}

function partsOf(entries: readonly Entry[]): Parcel[][] {
  const parts: Parcel[][] = []
  const parcels = (some: readonly Entry[]) => some.map((entry) => ({ entry, body: entry.body }))
  const fresh = entries.filter(({ attempts }) => attempts <= togetherUntilAttempts)
  if (fresh.length > 0) parts.push(parcels(fresh))
  const stubborn = entries.filter(({ attempts }) => attempts > togetherUntilAttempts)
  for (let at = 0; at < stubborn.length; ) {
    const most = (stubborn[at]?.attempts ?? 0) >= aloneFromAttempts ? 1 : mostAfterThat
    parts.push(parcels(stubborn.slice(at, at + most)))
    at += most
  }
  return parts
}

type Decide = (parcels: readonly Parcel[], outcome: Verdict['outcome']) => void

/** Meta says how many it took: where that is fewer, which ones is found by sending again; the same ids count once. */
function acceptedParts(
  part: readonly Parcel[],
  received: number | undefined,
  decide: Decide,
  taken: 'done' | 'tested',
): Parcel[][] {
  if (received === undefined || received >= part.length) {
    decide(part, { kind: taken })
    return []
  }
  if (part.length > 1) return halves(part)
  decide(part, { kind: 'dead', reason: 'notReceived' })
  return []
}

/**
 * The one that the answer names is mended, and goes again with the others; where nothing can be mended it goes alone
 * first, because a name may also stand in a value that the answer quotes. What is refused alone is given up.
 */
function refusedParts(
  part: readonly Parcel[],
  { index, subcode }: { readonly index?: number; readonly subcode?: number },
  giveUp: (parcel: Parcel) => void,
): Parcel[][] {
  const at = index !== undefined && index < part.length ? index : part.length === 1 ? 0 : undefined
  const named = at === undefined ? undefined : part[at]
  if (named === undefined) return suspectsApart(part, subcode)
  const body = repaired(named.body, subcode)
  if (body !== undefined)
    return [part.map((parcel) => (parcel === named ? { entry: named.entry, body } : parcel))]
  if (part.length > 1) return [[named], part.filter((parcel) => parcel !== named)]
  giveUp(named)
  return []
}

/** Those that cannot be at fault go first, all together; the rest is halved. */
function suspectsApart(part: readonly Parcel[], subcode: number | undefined): Parcel[][] {
  const suspects = part.filter(({ body }) => isSuspect(body, subcode))
  if (suspects.length === 0 || suspects.length === part.length) return halves(part)
  return [part.filter((parcel) => !suspects.includes(parcel)), suspects]
}

function halves(part: readonly Parcel[]): Parcel[][] {
  const middle = Math.ceil(part.length / 2)
  return [part.slice(0, middle), part.slice(middle)]
}
