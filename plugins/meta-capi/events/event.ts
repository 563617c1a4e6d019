/** An event: what a hook makes of the controller's data. */
import type { Envelope } from '../contract.js'
import type { Reader } from './reader.js'

/** How soon an event goes when not all can go at once; the last kind is never left behind. */
export const priorities = { low: 10, normal: 50, critical: 100 } as const

/** What an event makes of its input; `user` joins what is known of the shopper. */
export interface Made {
  readonly customData: Readonly<Record<string, unknown>>
  readonly user?: Readonly<Record<string, unknown>>
}

export interface EventDefinition<Input extends Envelope> {
  /** As Meta knows it. */
  readonly name: string
  /** As `meta.purchase`, in the log and the metrics. */
  readonly task: string
  readonly priority: number
  /** An id that is the same whenever the same thing is reported; undefined: one is made for each call. */
  eventId?(input: Input): string | undefined
  orderId?(input: Input): string | undefined
  make(input: Input, reader: Reader): Made
}

export const defineEvent = <Input extends Envelope>(
  definition: EventDefinition<Input>,
): EventDefinition<Input> => definition
