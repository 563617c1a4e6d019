/** A finding: what a feed does not tell as the catalog has it, why, and where; counted and told to the merchant. */
import type { Effect } from './effects.js'
import type { Reason } from './reasons.js'

export type { Effect } from './effects.js'

/** What became of one field of one product, or of the whole product. */
export interface Finding {
  readonly productId: string
  readonly effect: Effect
  readonly reason: Reason
  /** The channel's field, as `g:image_link`. */
  readonly field: string
  /** What exactly, where the reason alone does not say it. */
  readonly detail?: string
}

/** Takes findings as they come. */
export type Tell = (finding: Finding) => void

/** What a field may return instead of a text: a judgement, with the text that is told all the same, if any. */
export class Remark {
  readonly effect: Effect
  readonly reason: Reason
  readonly text: string | undefined
  readonly detail: string | undefined

  constructor(effect: Effect, reason: Reason, text?: string, detail?: string) {
    this.effect = effect
    this.reason = reason
    this.text = text
    this.detail = detail
  }
}

/** Leaves the whole product out. Made once per reason, not per product. */
export const refuse = (reason: Reason): Remark => new Remark('leftOut', reason)

/** Does not tell this value. */
export const drop = (reason: Reason, detail?: string): Remark =>
  new Remark('dropped', reason, undefined, detail)

/** Tells this text, and says what the platform may mind. */
export const advise = (text: string, reason: Reason): Remark => new Remark('advised', reason, text)

/** Tells this text in place of another. */
export const change = (text: string, reason: Reason): Remark => new Remark('changed', reason, text)
