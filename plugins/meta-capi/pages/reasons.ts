/** Reasons: why an entry was tried again or given up, in words for the merchant, with what can be done. */
import { meaningOf } from '../graph/error-codes.js'

export interface Reason {
  readonly what: string
  readonly todo?: string
}

const known: Readonly<Record<string, Reason>> = {
  tooLate: {
    what: 'It could not be sent in time: Meta takes nothing that is older than seven days.',
    todo: 'Nothing can be done for this one. Look at what kept events from being sent, so that the next ones are in time.',
  },
  doubtful: {
    what: 'Meta may have it: an answer was lost, and so late a second copy would be counted twice.',
    todo: 'Look for it in Events Manager; send it again only if it is not there.',
  },
  notReceived: {
    what: 'Meta answered well and did not count it.',
    todo: 'Send it again; if that ends the same, look at the diagnostics in Events Manager.',
  },
  notCounted: {
    what: 'Meta counted fewer events than it was sent; which ones is found out by sending again.',
  },
  abandoned: { what: 'The process that was sending it ended before Meta answered.' },
  broken: { what: 'Something went wrong on this side while it was sent; the log says what.' },
  throttled: { what: 'Meta asked for a pause, because it was called too often.' },
  credentials: {
    what: 'Meta refuses the access token.',
    todo: 'Make a new token for the pixel’s system user and enter it in the settings.',
  },
  configuration: {
    what: 'Meta does not take calls of this version any more.',
    todo: 'Set FACEBOOK_CONVERSION.GRAPH_VERSION to a version that Meta supports.',
  },
}

const refused = /^refused (\d*)\/(\d*)$/
const transient = /^transient ?(\d*)$/

/** Of an entry's `reason`, which may be anything that a courier said. */
export function reasonOf(reason: string): Reason {
  if (Object.hasOwn(known, reason)) return known[reason] ?? { what: reason }
  const [, code, subcode] = refused.exec(reason) ?? []
  if (code !== undefined) return refusal(code, subcode ?? '')
  const [isTransient, number] = transient.exec(reason) ?? []
  if (isTransient !== undefined)
    return { what: `Meta had a fault of its own${number ? ` (error ${number})` : ''}.` }
  return { what: `Nothing came back from Meta (${reason}).` }
}

function refusal(code: string, subcode: string): Reason {
  const means = meaningOf(Number(code), subcode === '' ? undefined : Number(subcode))
  const number = [code, subcode].filter((part) => part !== '').join('/') || 'without a number'
  return {
    what: `Meta refuses it: ${means ?? 'it does not say in a way that we know'} (error ${number}).`,
    todo: 'Look at the event below: what the shop passes to the hook has to change. Sent again as it is, it is refused again.',
  }
}
