/** What an answer of the Graph API means for the batch it answers. */

export type GraphClass =
  /** It has the events. */
  | 'accepted'
  /** An event of the batch is refused, and for ever; the others are not, but none of them was taken. */
  | 'event'
  /** A field can be left out and the event sent again. */
  | 'repair'
  /** Nothing is taken until token, permission or pixel are others; no event is to blame. */
  | 'credentials'
  /** Too many calls; later. */
  | 'throttled'
  /** Later. */
  | 'transient'
  /** Nothing is taken until we call it differently, as with a newer version. */
  | 'configuration'

export interface GraphVerdict {
  readonly class: GraphClass
  /**
   * Whether the platform may have the events although it did not say so: they may be sent again only as long as it
   * drops copies, which is 48 hours.
   */
  readonly isDoubtful: boolean
  /**
   * Whether its numbers are in our table. What is not known and blamed on an event may as well be a fault of the whole
   * call: where every single event of a batch is refused so, it is.
   */
  readonly isKnown: boolean
  /** Of the one event that is to blame, counted from 0; undefined where the answer names none, or several. */
  readonly index?: number
  /** As `custom_data.contents`, within the event. */
  readonly field?: string
  readonly code?: number
  readonly subcode?: number
  /** What Meta's support asks for. */
  readonly traceId?: string
  /** How many events it says it has; fewer than were sent is for the caller to see. */
  readonly received?: number
}
