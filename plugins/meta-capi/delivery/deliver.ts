/** Delivering one claim: sent together, and where Meta refuses the whole for one event, in ever smaller parts. */
import type { Delivery, Errand, SendRecord, Verdict } from '../../../src/kernel.js'
import { type ExchangeOptions, exchange } from './exchange.js'
import { acceptedParts, type Decide, partsOf, refusedParts } from './parts.js'

export interface DeliverOptions extends ExchangeOptions {
  /** Told of credentials and settings that Meta refuses. */
  readonly onHold: (kind: 'credentials' | 'configuration', answer: string) => void
}

const throttledWaitMs = 60_000
const believedFromAttempts = 3
const mostUnexplained = 3

export async function deliver(errand: Errand, options: DeliverOptions): Promise<Delivery> {
  const { account } = options
  const verdicts = new Map<string, Verdict>()
  const sends: SendRecord[] = []
  const parts = partsOf(errand.entries)
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
    const { answered, record } = await exchange(
      part.map(({ body }) => body),
      options,
    )
    sends.push(record)
    const decide: Decide = (parcels, outcome) => {
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
}
