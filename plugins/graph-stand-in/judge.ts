/** Judges a call as the Graph API does: all of its events are taken, or none. */
import { type Answer, accept, refuse } from './answer.js'
import type { Call } from './call.js'
import type { Behaviour } from './contract.js'
import { faultOf } from './event-rules.js'
import type { Fields } from './fields.js'
import { type RefusalName, refusals } from './refusals.js'
import type { Tokens } from './tokens.js'

const mostPerCall = 1000

export interface Verdict {
  readonly answer: Answer
  /** Those that are to be kept; none where it refuses. */
  readonly events: readonly Fields[]
  readonly hasRightToken: boolean
}

export interface JudgeRules {
  readonly tokens: Tokens
  readonly oldestVersion: number
  readonly namesIndex: boolean
}

type Poison = Extract<Behaviour, { name: 'poison' }>

/** `turn` varies how a refusal is told. */
export function judge(call: Call, turn: number, nowMs: number, rules: JudgeRules, poison?: Poison): Verdict {
  const { tokens, oldestVersion, namesIndex } = rules
  const no = (name: RefusalName, path?: readonly (string | number)[]) =>
    verdictOf(refuse(refusals[name], turn, path, namesIndex))
  const verdictOf = (answer: Answer, events: readonly Fields[] = []) => ({ answer, events, hasRightToken })
  const closed = call.pixel === undefined ? 'unknownPath' : tokens.refusalOf(call.pixel, call.token)
  const hasRightToken = closed === undefined

  if (call.pixel === undefined || call.method !== 'POST') return no('unknownPath')
  if ((call.version ?? 0) < oldestVersion) return no('deadVersion')
  if (closed !== undefined) return no(closed)
  if (!/^\d+$/.test(call.pixel)) return no('unknownPixel')
  if (call.body === undefined) return no('noJson')
  const { data } = call.body
  if (!Array.isArray(data)) return no('noData', ['data'])
  if (data.length === 0) return no('noData', ['data'])
  if (data.length > mostPerCall) return no('tooMany')

  const nowSeconds = Math.floor(nowMs / 1000)
  for (const [index, event] of data.entries()) {
    const fault = faultOf(event, nowSeconds)
    if (fault) return no(fault.refusal, ['data', index, ...fault.path])
    if (poison?.eventIds.includes(String(event.event_id))) {
      const refusal = { ...refusals.unknownValue, subcode: poison.subcode ?? refusals.unknownValue.subcode }
      const isTold = poison.namesIndex ?? namesIndex
      return verdictOf(refuse(refusal, turn, ['data', index, 'custom_data'], isTold))
    }
  }
  return verdictOf(accept(data.length), data)
}
